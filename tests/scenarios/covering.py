"""Which part of the year holds which timed thing of the product, so that a new one cannot be left out of it unseen."""

# Everything that `tenants.duties` does, by the verb of the event in which it shows.
DUTIES = {
    "agreement-end": "agreement.remind_end",
    "agreement-review": "agreement.remind_review",
    "commitment-due": "agreement.remind_due",
    "rectification.due": "rectification.remind",
    "assignments.due": "assignment.remind",
    "responsibilities.due": "responsibility.remind",
    "extensions.lapse": "extension.lapse",
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
    "inspections.visits": "inspectiontarget.remind_visit",
    "inspections.confirmations": "inspectiontarget.remind_confirm",
    "inspections.answers": "inspectiontarget.remind_answer",
    "inspections.silence": "inspectiontarget.presume",
    "secretaryproject.apply": "organization.remind_project",
    "secretaryproject.due": "secretaryproject.remind",
    "secretaryproject.quarter": "secretaryproject.remind",
    "campaign.steps": "campaign.remind",
    "campaign.own_days": "campaignstep.remind",
    "datacalls.answers": "datacall.remind",
    "materials.ending": "material.remind",
    "materials.expire": "material.expire",
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
    "whistles.clock_everywhere": "it goes by the quarter of an hour: a day of it is played in ``unit/whistles``",
    "api.forget_everywhere": "it clears answers kept for retries, by the hour and not by the day",
    "core.fold_everywhere": "it folds counters, whatever day it is",
}

# Tracked models whose lights the year does not compare: they are those of all tracked models.
TRACKED_APART = {
    "whistles.whistleresponse": "what it is reminded of and how it climbs the ladder stands in the year",
}

# Dates of the calendar of which the platform does nothing by itself: they are shown, and people look.
ONLY_SHOWN = {
    "admission.end": "the task that was admitted is reminded of and supervised",
    "decisionrequest": "units are not subordinate: they are asked and not reminded",
}
CALENDAR = {
    "agreement.end": "agreement.remind_end",
    "agreement.commitment": "agreement.remind_due",
    "assignment": "assignment.remind",
    "responsibility": "responsibility.remind",
    "meeting": "meeting.remind",
    "body.meet": "body.remind",
    "proposal": "proposal.remind",
    "rectification": "rectification.remind",
    "appeal": "appeal.remind",
    "whistle": "whistle.remind",
    "whistleresponse": "whistleresponse.remind",
    "bulletin.sign": "bulletin.remind",
    "inspectiontarget.visit": "inspectiontarget.remind_visit",
    "inspectiontarget.confirm": "inspectiontarget.remind_confirm",
    "inspectiontarget.answer": "inspectiontarget.remind_answer",
    "secretaryproject": "secretaryproject.remind",
    "campaign.step": "campaign.remind",
    "campaignstep": "campaignstep.remind",
    "dataanswer.fill": "datacall.remind",
}

# What happens in each half of the year.
ASKED_OF_PLACES = frozenset(
    {
        "rectification.remind",
        "assignment.remind",
        "responsibility.remind",
        "extension.lapse",
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
        "campaign.remind",
        "campaignstep.remind",
        "secretaryproject.remind",
        "organization.remind_project",
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
        "datacall.remind",
        "material.remind",
        "material.expire",
        "inspectiontarget.remind_visit",
        "inspectiontarget.remind_confirm",
        "inspectiontarget.remind_answer",
        "inspectiontarget.presume",
        "inspectiontarget.close",
        "problem.report",
        "organization.remind_project",
        "consultation.remind_opinion",
        "consultation.remind_reply",
        "department.remind_appraisal",
        "body.remind",
        "meeting.remind",
        "client.remind",
        "client.expire",
    }
)
