"""The words agreements are written in: categories, timings, kinds of duties, cooperation, mechanisms and remedies."""
from collections.abc import Iterable

from liandong.duties.rules import Event, Every, Imposed, Kind
from liandong.duties.rules.calendar import Roll
from liandong.duties.rules.recurring import DayRule
from liandong.kernel.terms import Term, gettext_noop as _

__all__ = ["Breach", "Category", "Cooperation", "DayRule", "Dispute", "DutyKind", "Event", "Every", "Giver", "LeadRule",
           "Mechanism", "Renewal", "RequestKind", "ROLES", "Roll", "STANDING", "Timing", "Unit", "Urgency", "label"]

# what a sentence of an agreement can make owed: what the reader knows, and what an officer adds
DutyKind: tuple[Term, ...] = (*Kind, Imposed.TEAM, Imposed.ACKNOWLEDGEMENT)


class Category(Term):
    """What the parties share, in the agreement's language; access/categories.toml says what each one opens."""

    LEADS = "leads", _("Case leads")
    CASES = "cases", _("Cases")
    SUSPECTS = "suspects", _("Suspects")
    FUGITIVES = "fugitives", _("Fugitives")
    MISSING = "missing", _("Missing persons")
    PERSONS = "persons", _("Movements of persons of interest")
    WARNINGS = "warnings", _("Warnings")
    TRENDS = "trends", _("Crime trends")
    METHODS = "methods", _("Methods of crime")
    HAZARDS = "hazards", _("Safety hazards")
    GANGS = "gangs_and_drugs", _("Gangs and drugs")
    INTELLIGENCE = "intelligence", _("Intelligence")
    VIOLATIONS = "violations", _("Traffic violations")
    ACCIDENTS = "accidents", _("Traffic accidents")
    CONGESTION = "congestion", _("Traffic congestion")
    FOREST = "forest_crime", _("Forest and wildlife crime")
    VEHICLES = "vehicles", _("Vehicles")


class Timing(Term):
    """When a category is shared: real time and prompt open standing grants, the others open nothing by themselves."""

    REALTIME = "realtime", _("in real time")
    PROMPT = "prompt", _("promptly")
    PERIODIC = "periodic", _("at intervals")
    ON_REQUEST = "on_request", _("on request")


STANDING = (Timing.REALTIME, Timing.PROMPT)


class Unit(Term):
    """The unit of a time limit."""

    MINUTE = "minute", _("minutes")
    HOUR = "hour", _("hours")
    DAY = "day", _("days")
    WORKING_DAY = "working_day", _("working days")


class Renewal(Term):
    """What happens when the period is over."""

    BY_AGREEMENT = "by_agreement", _("renewed by consent")
    NEW_AGREEMENT = "new_agreement", _("negotiated and signed anew")
    AUTOMATIC = "automatic", _("renewed automatically")


class Cooperation(Term):
    """What the parties do together."""

    INFORMATION = "information_sharing", _("Information sharing")
    ASSISTANCE = "case_assistance", _("Case assistance")
    INVESTIGATION = "joint_investigation", _("Joint investigation")
    OPERATION = "joint_operation", _("Joint operations")
    ENFORCEMENT = "joint_enforcement", _("Joint enforcement")
    PATROL = "joint_patrol", _("Joint patrols")
    CAMPAIGN = "special_campaign", _("Special campaigns")
    PURSUIT = "pursuit", _("Pursuit and interception")
    EMERGENCY = "emergency_response", _("Emergency response")
    EVENT = "event_security", _("Event security")
    INSPECTION = "security_inspection", _("Security inspection")
    TRAFFIC = "traffic_management", _("Traffic management")
    FIRE = "fire_safety", _("Fire safety")
    TERROR = "counter_terrorism", _("Counter-terrorism")
    TECHNICAL = "technical_support", _("Technical support")
    EQUIPMENT = "equipment_support", _("Equipment and goods")
    TRAINING = "training", _("Training and exchange")
    PUBLICITY = "publicity", _("Public education")
    SITE = "site_support", _("Sites and facilities")
    LOGISTICS = "logistics_support", _("Logistics")


class Mechanism(Term):
    """Standing bodies and arrangements."""

    JOINT_MEETING = "joint_meeting", _("Joint meetings")
    LEADING_GROUP = "leading_group", _("Leading group")
    LIAISON = "liaison_officer", _("Liaison officers")
    CONTACT = "emergency_contact", _("Emergency contact")
    PLATFORM = "sharing_platform", _("Sharing platform")
    TEAM = "joint_investigation_team", _("Joint investigation team")
    PLAN = "emergency_plan", _("Emergency plan")
    EVALUATION = "evaluation", _("Assessment")
    COMMENDATION = "commendation", _("Commendation")
    SUPERIOR = "superior_supervision", _("Supervision by the superior")
    ARCHIVE = "archive", _("Archive")
    SUPPLEMENT = "supplement", _("Supplementary terms")


class Breach(Term):
    """What follows a breach."""

    DAMAGES = "damages", _("Damages")
    LIQUIDATED = "liquidated_damages", _("Liquidated damages")
    CURE = "cure_period", _("Time to cure")
    RESCISSION = "rescission", _("Rescission")
    LIABILITY = "liability", _("Liability")


class Dispute(Term):
    """How disputes are settled, in this order."""

    NEGOTIATION = "negotiation", _("negotiation")
    MEDIATION = "superior_mediation", _("mediation by the superior")
    ARBITRATION = "arbitration", _("arbitration")
    LITIGATION = "litigation", _("litigation")


class LeadRule(Term):
    """Who leads, where no role is named: a rule that finds the party in each case."""

    PLACE = "place_of_case", _("the party where the case happened")
    REQUESTER = "requester", _("the party that asks")
    FIRST = "first_to_act", _("the party that acted first")
    ROTATION = "rotation", _("each party in turn")
    SUPERIOR = "superior", _("whom the common superior names")


class RequestKind(Term):
    """What one party asks of another, for reply times."""

    ASSISTANCE = "assistance", _("Assistance with a case")
    CHECK = "check", _("A check of a person or vehicle")
    EVIDENCE = "evidence", _("Taking of evidence")
    PURSUIT = "pursuit", _("Pursuit and interception")
    SUPPORT = "support", _("Officers and equipment")


class Urgency(Term):
    """How soon a request has to be answered."""

    ROUTINE = "routine", _("routine")
    URGENT = "urgent", _("urgent")
    CRITICAL = "critical", _("most urgent")


class Giver(Term):
    """Who gives, besides one of the roles by name."""

    BOTH = "both", _("every party to the others")


ROLES = tuple(f"{stem}方" for stem in "甲乙丙丁戊己庚辛")


def label(vocabulary: Iterable[Term], value: str) -> str:
    """The English label of a value, or the value itself where the vocabulary does not know it."""
    return next((member.label for member in vocabulary if member.value == value), value)
