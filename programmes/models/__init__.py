from programmes.models.activity import Activity, ActivityField, ActivityGoal
from programmes.models.adjustment import Adjustment
from programmes.models.annual_report import AnnualReport
from programmes.models.dependency import Dependency
from programmes.models.document_page import DocumentPage
from programmes.models.event import Event
from programmes.models.event_kind import Status
from programmes.models.expectation import Expectation
from programmes.models.expected import Expected
from programmes.models.facts import ActivityFacts, StaleFacts
from programmes.models.field import FieldGroup, SupervisionField
from programmes.models.form_token import FormToken
from programmes.models.goal_result import GoalResult
from programmes.models.incoming import IncomingLetter
from programmes.models.keys import KeyConverter
from programmes.models.letter import Letter, Signature
from programmes.models.look import Look
from programmes.models.notice import Delivery, LoggedChange, Notice
from programmes.models.outcome import Outcome
from programmes.models.parts import PARTS
from programmes.models.perspective import Goal, GoalContinuation, Perspective
from programmes.models.planning import Planning
from programmes.models.preview import PreviewLink
from programmes.models.programme import GoalFocus, WorkProgramme
from programmes.models.proposal import Proposal, ProposalFile
from programmes.models.public_change import PublicChange
from programmes.models.record import State
from programmes.models.redaction import HiddenChange, Redaction
from programmes.models.review import Review
from programmes.models.search import SearchEntry, SearchWord
from programmes.models.sheet import SheetImport, SheetRow
from programmes.models.signatory import Signatory
from programmes.models.subscription import Frequency, Subscription, Topic
from programmes.models.when import Precision
from programmes.models.write import WriteCounter
