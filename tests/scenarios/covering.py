"""Which part of the year holds which timed thing of the product, so that a new one cannot be left out of it unseen."""

# Everything that `tenants.duties` does, by the verb of the event in which it shows.
DUTIES = {
    "agreement-end": "agreement.remind_end",
    "agreement-review": "agreement.remind_review",
    "commitment-due": "agreement.remind_due",
    "rectification.due": "rectification.remind",
    "assignments.due": "assignment.remind",
    "supervision.ladder": "supervision.draft",
    "supervision.reply": "supervision.remind",
    "conferences.meet": "body.remind",
    "conferences.answer": "meeting.remind",
    "proposals.answer": "proposal.remind",
    "proposals.review": "proposal.remind",
    "proposals.judge": "proposal.remind",
    "consultations.opinions": "consultation.remind_opinion",
    "consultations.replies": "consultation.remind_reply",
    "consultations.appraisals": "department.remind_appraisal",
    "clusters.plans": "clusterunit.remind",
    "contactpoint.visits": "contactpoint.remind",
    "contactpoint.posts": "contactpoint.end",
    "clients.terms": "client.remind",
    "org.terms": "post.remind",
    "org.leavings": "post.end",
    "appeals.due": "appeal.remind",
    "appeals.feedback": "appeal.remind",
    "whistles.steps": "whistle.remind",
    "whistles.ratings": "whistle.remind",
    "whistles.responses": "whistleresponse.remind",
    "whistles.supervision": "whistleresponse.supervise",
    "bulletins.receipts": "bulletin.remind",
}
# Those of apps that are part of the year where they are installed (`called.Projects`).
WHERE_INSTALLED = {
    "secretaryproject.apply": "organization.remind_project",
}
# Those that the year leaves to tests of their own, each with the reason.
INSPECTED = "an inspection runs over a few days, each of which tests/unit/inspections proves"
COLLECTED = "a data call is said like a bulletin, which the year proves; tests/unit/datacalls proves its days"
AS_RECTIFICATIONS = "it is said by the rule and the stages of 整改, whose every day the year proves"
SHARED = "a material ends like a need or a resource, which the year proves; tests/unit/materials proves its days"
DUTIES_APART = {
    "inspections.visits": INSPECTED,
    "inspections.confirmations": INSPECTED,
    "inspections.answers": INSPECTED,
    "inspections.silence": INSPECTED,
    "secretaryproject.due": AS_RECTIFICATIONS,
    "secretaryproject.quarter": "it is one day after each quarter, which the unit tests of projects prove",
    "campaign.steps": AS_RECTIFICATIONS,
    "campaign.own_days": AS_RECTIFICATIONS,
    "datacalls.answers": COLLECTED,
    "materials.ending": SHARED,
    "materials.expire": SHARED,
}

# What beat starts by the clock and the day decides, by the verb in which it shows.
BEAT = {
    "linkage.expire_everywhere": "agreement.expire",
    "resources.expire_everywhere": "need.expire",
    "assessment.draft_everywhere": "report.draft",
}
BEAT_APART = {
    "duties.run_everywhere": "it starts the duties, which are all named above",
    "core.deliver_everywhere": "it hands on what happened, whatever day it is",
    "tenants.resume": "it goes on with work that was interrupted",
    "hooks.sweep": "it hands on what happened, whatever day it is",
    "hooks.clear_everywhere": "it clears the log of what was sent, which concerns no business",
    "usage.prune_everywhere": "it clears figures of the interface, which concern no business",
    "resources.sweep_everywhere": "it clears files that nobody used, by the hour and not by the day",
    "api.forget_everywhere": "it clears answers kept for retries, by the hour and not by the day",
    "core.fold_everywhere": "it folds counters, whatever day it is",
}

# Dates of the calendar of which the platform does nothing by itself: they are shown, and people look.
ONLY_SHOWN = {
    "admission.end": "the task that was admitted is reminded of and supervised",
    "decisionrequest": "units are not subordinate: they are asked and not reminded",
    "responsibility": "it is checked and accepted by the level above in the course of its year",
}
CALENDAR = {
    "agreement.end": "agreement.remind_end",
    "agreement.commitment": "agreement.remind_due",
    "assignment": "assignment.remind",
    "meeting": "meeting.remind",
    "body.meet": "body.remind",
    "proposal": "proposal.remind",
    "rectification": "rectification.remind",
    "appeal": "appeal.remind",
    "whistle": "whistle.remind",
    "whistleresponse": "whistleresponse.remind",
    "bulletin.sign": "bulletin.remind",
}
CALENDAR_APART = {
    "inspectiontarget.visit": INSPECTED,
    "inspectiontarget.confirm": INSPECTED,
    "inspectiontarget.answer": INSPECTED,
    "secretaryproject": AS_RECTIFICATIONS,
    "campaign.step": AS_RECTIFICATIONS,
    "campaignstep": AS_RECTIFICATIONS,
    "dataanswer.fill": COLLECTED,
}
# Tracked models without records in the year: their lights and their ladder are those of all tracked models.
TRACKED_APART = {
    "secretaryprojects.secretaryproject": AS_RECTIFICATIONS,
    "campaigns.campaignstep": AS_RECTIFICATIONS,
}

# What happens in each half of the year.
ASKED_OF_PLACES = frozenset(
    {
        "rectification.remind",
        "assignment.remind",
        "supervision.draft",
        "accountability.propose",
        "supervision.remind",
        "agreement.remind_end",
        "agreement.remind_review",
        "agreement.remind_due",
        "agreement.assess",
        "agreement.amend",
        "agreement.succeed",
        "agreement.expire",
        "consultation.remind_opinion",
        "consultation.remind_reply",
        "department.remind_appraisal",
        "body.remind",
        "meeting.remind",
        "client.remind",
        "client.expire",
    }
)
HEARD_AND_STANDING = frozenset(
    {
        "post.remind",
        "post.end",
        "contactpoint.remind",
        "contactpoint.end",
        "clusterunit.remind",
        "need.expire",
        "resource.expire",
        "appeal.remind",
        "whistle.remind",
        "whistleresponse.remind",
        "whistleresponse.supervise",
        "bulletin.remind",
        "proposal.remind",
        "report.draft",
    }
)
