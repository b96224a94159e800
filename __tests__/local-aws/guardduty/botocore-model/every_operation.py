"""Calls every operation of the local GuardDuty with botocore: the answers are what is checked, so each is provoked with content."""

from botocore.exceptions import ClientError

MANAGEMENT, ADMINISTRATOR, MEMBER, OTHER, LONER = ("1" * 12, "2" * 12, "3" * 12, "4" * 12, "9" * 12)
BUCKET = "arn:aws:s3:::findings"
KEY = f"arn:aws:kms:eu-west-1:{ADMINISTRATOR}:key/0123"
CRITERIA = {"Criterion": {"severity": {"GreaterThanOrEqual": 1}}}


def refused(call, **parameters):
    """Lets a call be refused: the refusal's form is checked too."""
    try:
        call(**parameters)
    except ClientError:
        return
    raise AssertionError(f"{call.__name__} was not refused")


def call_every_operation(client_of):
    management, administrator, member, loner = map(client_of, (MANAGEMENT, ADMINISTRATOR, MEMBER, LONER))
    own = {"DetectorId": _detector(administrator, loner)}
    _delegation(management, administrator, own)
    _members(administrator, member, own)
    _filters(administrator, own)
    lists = (("ip_set", "IpSet"), ("threat_intel_set", "ThreatIntelSet"))
    entity_lists = (("trusted_entity_set", "TrustedEntitySet"), ("threat_entity_set", "ThreatEntitySet"))
    for kind, name in lists + entity_lists:
        _address_list(administrator, own, kind, name)
    _destination(administrator, own)
    _workloads(administrator, own)
    _findings(administrator, own)
    _tags(administrator, own["DetectorId"])
    _departure(management, administrator, own)


def _detector(administrator, loner):
    features = [
        {
            "Name": "RUNTIME_MONITORING",
            "Status": "ENABLED",
            "AdditionalConfiguration": [{"Name": "EC2_AGENT_MANAGEMENT", "Status": "ENABLED"}],
        }
    ]
    detector = administrator.create_detector(Enable=True, Features=features, Tags={"team": "security"})["DetectorId"]
    refused(administrator.create_detector, Enable=True)
    administrator.list_detectors()
    administrator.get_detector(DetectorId=detector)
    administrator.update_detector(DetectorId=detector, FindingPublishingFrequency="FIFTEEN_MINUTES")
    refused(administrator.get_detector, DetectorId="0" * 32)
    short_lived = loner.create_detector(Enable=False)["DetectorId"]
    loner.get_administrator_account(DetectorId=short_lived)
    loner.delete_detector(DetectorId=short_lived)
    return detector


def _delegation(management, administrator, own):
    management.enable_organization_admin_account(AdminAccountId=ADMINISTRATOR)
    refused(administrator.enable_organization_admin_account, AdminAccountId=ADMINISTRATOR)
    management.list_organization_admin_accounts()
    features = [
        {
            "Name": "RUNTIME_MONITORING",
            "AutoEnable": "NEW",
            "AdditionalConfiguration": [{"Name": "EKS_ADDON_MANAGEMENT", "AutoEnable": "NEW"}],
        }
    ]
    administrator.update_organization_configuration(**own, AutoEnableOrganizationMembers="NEW", Features=features)
    administrator.describe_organization_configuration(**own)


def _members(administrator, member, own):
    details = [{"AccountId": id, "Email": f"{id}@example.com"} for id in (MEMBER, OTHER, LONER)]
    administrator.create_members(**own, AccountDetails=details)
    administrator.list_members(**own, MaxResults=1)
    named = {**own, "AccountIds": [MEMBER, LONER]}
    administrator.get_members(**named)
    administrator.get_member_detectors(**named)
    s3 = [{"Name": "S3_DATA_EVENTS", "Status": "DISABLED"}]
    administrator.update_member_detectors(**named, Features=s3)
    administrator.invite_members(**named)
    administrator.stop_monitoring_members(**named)
    administrator.start_monitoring_members(**named)
    administrator.get_organization_statistics()
    _usage(administrator, own)
    theirs = {"DetectorId": member.list_detectors()["DetectorIds"][0]}
    member.get_administrator_account(**theirs)
    member.get_master_account(**theirs)
    refused(member.disassociate_from_administrator_account, **theirs)
    refused(member.disassociate_from_master_account, **theirs)
    member.create_sample_findings(**theirs)
    member.get_findings(**theirs, FindingIds=member.list_findings(**theirs)["FindingIds"])


def _usage(client, own):
    for kind in ("ACCOUNT", "FEATURES", "DATA_SOURCE", "RESOURCE"):
        client.get_usage_statistics(**own, UsageStatisticType=f"SUM_BY_{kind}", UsageCriteria={}, MaxResults=2)
    for kind in ("ACCOUNTS_BY_FEATURE", "RESOURCES"):
        client.get_usage_statistics(**own, UsageStatisticType=f"TOP_{kind}", UsageCriteria={})
    refused(client.get_usage_statistics, **own, UsageStatisticType="SUM_BY_ACCOUNT", UsageCriteria={}, Unit="EUR")


def _filters(client, own):
    named = {**own, "FilterName": "quiet"}
    client.create_filter(**own, Name="quiet", Rank=1, Action="ARCHIVE", FindingCriteria={"Criterion": {"type": {"Equals": ["x"]}}})
    client.list_filters(**own)
    client.get_filter(**named)
    client.update_filter(**named, Description="nothing to see")
    refused(client.update_filter, **named, Rank=9)
    client.delete_filter(**named)
    refused(client.get_filter, **named)


def _address_list(client, own, kind, name):
    call = lambda verb, plural="": getattr(client, f"{verb}_{kind}{plural}")
    location = "https://s3.amazonaws.com/lists/1.txt"
    created = call("create")(**own, Name="ours", Format="TXT", Location=location, Activate=True)
    named = {**own, f"{name}Id": created[f"{name}Id"]}
    call("list", "s")(**own)
    call("get")(**named)
    call("update")(**named, Activate=False)
    call("delete")(**named)
    call("get")(**named)


def _destination(client, own):
    properties = {"DestinationArn": BUCKET, "KmsKeyArn": KEY}
    created = client.create_publishing_destination(**own, DestinationType="S3", DestinationProperties=properties)
    named = {**own, "DestinationId": created["DestinationId"]}
    client.list_publishing_destinations(**own)
    client.describe_publishing_destination(**named)
    client.update_publishing_destination(**named, DestinationProperties=properties)
    client.delete_publishing_destination(**named)


def _workloads(client, own):
    client.get_coverage_statistics(**own, StatisticsType=["COUNT_BY_RESOURCE_TYPE", "COUNT_BY_COVERAGE_STATUS"])
    client.list_coverage(**own, MaxResults=50)
    refused(client.get_coverage_statistics, **own, StatisticsType=[])
    created = client.create_malware_protection_plan(
        Role=f"arn:aws:iam::{ADMINISTRATOR}:role/scan", ProtectedResource={"S3Bucket": {"BucketName": "uploads"}}
    )
    client.list_malware_protection_plans()
    client.get_malware_protection_plan(**created_plan(created))
    client.delete_malware_protection_plan(**created_plan(created))
    refused(client.get_malware_protection_plan, **created_plan(created))


def created_plan(created):
    return {"MalwareProtectionPlanId": created["MalwareProtectionPlanId"]}


def _findings(client, own):
    client.create_sample_findings(**own)
    ids = client.list_findings(**own, FindingCriteria=CRITERIA, MaxResults=50)["FindingIds"]
    client.get_findings(**own, FindingIds=ids)
    client.archive_findings(**own, FindingIds=ids[:1])
    client.unarchive_findings(**own, FindingIds=ids[:1])
    client.get_findings_statistics(**own, FindingStatisticTypes=["COUNT_BY_SEVERITY"])
    for group in ("ACCOUNT", "FINDING_TYPE", "SEVERITY"):
        client.get_findings_statistics(**own, GroupBy=group)


def _tags(client, detector):
    arn = f"arn:aws:guardduty:eu-west-1:{ADMINISTRATOR}:detector/{detector}"
    client.tag_resource(ResourceArn=arn, Tags={"tier": "1"})
    client.list_tags_for_resource(ResourceArn=arn)
    client.untag_resource(ResourceArn=arn, TagKeys=["tier"])


def _departure(management, administrator, own):
    refused(administrator.delete_detector, **own)
    administrator.update_organization_configuration(**own, AutoEnableOrganizationMembers="NONE")
    administrator.delete_members(**own, AccountIds=[MEMBER])
    administrator.disassociate_members(**own, AccountIds=[MEMBER, OTHER, LONER])
    administrator.list_members(**own, OnlyAssociated="false")
    administrator.delete_members(**own, AccountIds=[MEMBER, OTHER])
    management.disable_organization_admin_account(AdminAccountId=ADMINISTRATOR)
