/** How long one invocation may take. The handler stops two seconds before and hands back what is unsent. */
export const FUNCTION_TIMEOUT_SECONDS = 60;

/**
 * How long a message that was received stays hidden: less than six timeouts, and it comes back while it is still worked on.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const VISIBILITY_TIMEOUT_SECONDS = 6 * FUNCTION_TIMEOUT_SECONDS;
