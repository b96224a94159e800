"""python3 check_answers.py URL: what botocore's own model finds wrong with the answers of the GuardDuty at URL, as JSON."""

import json
import sys

import botocore.session
from answer_form import problems
from botocore.config import Config
from every_operation import call_every_operation

# "It will return success (HTTP 200) but no content", says the API reference, to who has no administrator.
NO_CONTENT_IS_FINE = ("GetAdministratorAccount", "DeleteMalwareProtectionPlan")


class Checker:
    def __init__(self, url):
        self.url = url
        self.session = botocore.session.Session()
        self.operations = set()
        self.problems = set()

    def client_of(self, account):
        """A client whose every answer is checked as it comes off the wire."""
        client = self.session.create_client(
            "guardduty",
            region_name="eu-west-1",
            endpoint_url=self.url,
            aws_access_key_id=account,
            aws_secret_access_key="secret",
            config=Config(retries={"total_max_attempts": 1}),
        )
        client.meta.events.register(
            "response-received.guardduty",
            lambda response_dict, event_name, **_: self.check(client, event_name.split(".")[-1], response_dict),
        )
        return client

    def check(self, client, operation, response):
        self.operations.add(operation)
        body = json.loads(response["body"])
        if operation in NO_CONTENT_IS_FINE and body == {}:
            return
        model = client.meta.service_model.operation_model(operation)
        shape = model.output_shape
        if response["status_code"] >= 300:
            name = response["headers"].get("x-amzn-errortype")
            shape = next((error for error in model.error_shapes if error.name == name), None)
            if shape is None:
                self.problems.add(f"{operation}: {name} is none of its errors")
                return
            body.pop("__type", None)  # the protocol's, not the model's
        self.problems.update(f"{operation}: {problem}" for problem in problems(shape, body))


checker = Checker(sys.argv[1])
call_every_operation(checker.client_of)
print(json.dumps({"operations": sorted(checker.operations), "problems": sorted(checker.problems)}))
