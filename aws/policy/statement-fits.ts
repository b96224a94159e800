import { any, not, type Certainty } from "./certainty";
import { conditionHolds } from "./conditions";
import type { Context } from "./context";
import type { Listed, Statement } from "./document";
import { isAbout } from "./principals";
import type { Question } from "./question";
import { withVariables } from "./variables";
import { matches, type PatternPart } from "./wildcards";

/** A part of a statement, and whether it fits the question. */
export interface Fit {
  readonly part: string;
  readonly fits: Certainty;
}

/** Each part of a statement, with whether it fits the question. The statement applies if all do. */
export function fitsOf(statement: Statement, question: Question): Fit[] {
  const { actions, resources, principals, conditions, takesVariables } = statement;
  const { action, resource, principal, context } = question;
  return [
    {
      part: "the action",
      fits: listFits(actions, (item) => matches(item.toLowerCase(), action.toLowerCase())),
    },
    {
      part: "the resource",
      fits: resources
        ? listFits(resources, (item) => resourceFits(item, resource, takesVariables ? context : undefined))
        : fitsWithoutResource(action),
    },
    { part: "the principal", fits: principal ? fitsPrincipal(principals, principal) : true },
    ...conditions.map((condition) => ({
      part: `the condition ${condition.operator} on ${condition.key}`,
      fits: conditionHolds(condition, context, takesVariables),
    })),
  ];
}

function listFits(listed: Listed<string>, test: (item: string) => Certainty): Certainty {
  const isListed = any(listed.items.map(test));
  return listed.excepts ? not(isListed) : isListed;
}

/** A policy without principals is an identity's: it lets nobody into a resource. */
function fitsPrincipal(
  principals: Statement["principals"],
  asked: NonNullable<Question["principal"]>,
): Certainty {
  return principals === undefined ? false : isAbout(principals, asked);
}

/** Only a role's trust policy names no resource, which is the role. */
function fitsWithoutResource(action: string): Certainty {
  return action.toLowerCase().startsWith("sts:") ? true : undefined;
}

/**
 * A `*` at the end of an ARN's part goes on over the next ones. AWS does not say that one within a part does.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function resourceFits(item: string, resource: string | undefined, variables: Context | undefined): Certainty {
  if (item === "*") return true;
  const pattern = variables ? withVariables(item, variables) : [item];
  if (resource === undefined || pattern === undefined) return undefined;
  if (!matches(pattern, resource)) return false;
  return staysInParts(item, pattern, resource) ? true : undefined;
}

function staysInParts(item: string, pattern: readonly PatternPart[], resource: string): boolean {
  if (!/\*(?!$|:)/.test(item)) return true;
  const [patterns, parts] = [item.split(":"), resource.split(":")];
  if (pattern.length > 1 || patterns.length !== parts.length) return pattern.length > 1;
  return patterns.every((part, index) => matches(part, parts[index]!));
}
