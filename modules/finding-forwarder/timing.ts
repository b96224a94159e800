/** How long one invocation may take. The handler stops two seconds earlier and hands unsent messages back. */
export const FUNCTION_TIMEOUT_SECONDS = 60;

/**
 * How long a received message stays hidden. With less than six timeouts, it would come back while it is still being
 * processed.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const VISIBILITY_TIMEOUT_SECONDS = 6 * FUNCTION_TIMEOUT_SECONDS;
