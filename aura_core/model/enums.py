"""
The words of the contract.

Rule: a member's value is its canonical spelling on the wire; :data:`ALIASES` holds what is understood besides.
"""

from __future__ import annotations

from enum import Enum
from typing import Final


__all__ = [
    "ALIASES",
    "ArtifactKind",
    "Aspect",
    "BitratePreset",
    "CaptionFormat",
    "CaptionGuideline",
    "CaptionLook",
    "CaptionMode",
    "CaptionPosition",
    "CircuitBreakerState",
    "ClipFit",
    "ClipSound",
    "ConflictResolution",
    "Density",
    "DirectorPreset",
    "HardwareTier",
    "JobStatus",
    "Layout",
    "LoadBalancingStrategy",
    "Mood",
    "MotionKind",
    "Pacing",
    "PauseStyle",
    "ProviderMode",
    "RateLimitBehavior",
    "ResolutionPreset",
    "SlideTheme",
    "StartupBehavior",
    "StepStatus",
    "ThemeMode",
    "TransitionKind",
    "UploadDestinationType",
    "ValidationStatus",
    "WatermarkPosition",
    "WatermarkType",
]


class Aspect(Enum):
    """The shape of the picture, width to height."""

    WIDESCREEN = "Widescreen16x9"
    VERTICAL = "Vertical9x16"
    SQUARE = "Square1x1"
    PORTRAIT = "Portrait4x5"


class Density(Enum):
    """How much is said in a minute."""

    SPARSE = "Sparse"
    BALANCED = "Balanced"
    DENSE = "Dense"


class Pacing(Enum):
    """How fast it is said."""

    CHILL = "Chill"
    CONVERSATIONAL = "Conversational"
    FAST = "Fast"


class PauseStyle(Enum):
    """How long the voice rests between sentences."""

    NATURAL = "Natural"
    SHORT = "Short"
    LONG = "Long"
    DRAMATIC = "Dramatic"


class ProviderMode(Enum):
    """Whether paid providers may be used."""

    FREE = "Free"
    PRO = "Pro"


class HardwareTier(Enum):
    """What the machine can do, best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class JobStatus(Enum):
    """Where a job is in its life."""

    QUEUED = "Queued"
    RUNNING = "Running"
    PAUSED = "Paused"
    DONE = "Done"
    FAILED = "Failed"
    SKIPPED = "Skipped"
    CANCELED = "Canceled"
    SUCCEEDED = "Succeeded"


class StepStatus(Enum):
    """Where a step of a job is in its life."""

    PENDING = "Pending"
    RUNNING = "Running"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    SKIPPED = "Skipped"
    CANCELED = "Canceled"


class DirectorPreset(Enum):
    """The manner in which a one-shot video is directed."""

    DOCUMENTARY = "Documentary"
    TIKTOK_ENERGY = "TikTokEnergy"
    CINEMATIC = "Cinematic"
    CORPORATE = "Corporate"
    EDUCATIONAL = "Educational"
    STORYTELLING = "Storytelling"
    CUSTOM = "Custom"


class ConflictResolution(Enum):
    """What to do with a setting that differs on import."""

    KEEP_CURRENT = "KeepCurrent"
    USE_NEW = "UseNew"
    MERGE = "Merge"


class ValidationStatus(Enum):
    """How the check of a provider's key ended."""

    VALID = "Valid"
    INVALID = "Invalid"
    NETWORK_ERROR = "NetworkError"
    UNAUTHORIZED = "Unauthorized"
    FORBIDDEN = "Forbidden"
    TIMEOUT = "Timeout"
    UNKNOWN_ERROR = "UnknownError"


class ResolutionPreset(Enum):
    """A frame size by name."""

    SD_480P = "SD_480p"
    HD_720P = "HD_720p"
    FULL_HD_1080P = "FullHD_1080p"
    QHD_1440P = "QHD_1440p"
    UHD_4K = "UHD_4K"


class BitratePreset(Enum):
    """A bit rate by name."""

    LOW = "Low"
    MEDIUM = "Medium"
    HIGH = "High"
    VERY_HIGH = "VeryHigh"
    CUSTOM = "Custom"


class ThemeMode(Enum):
    """The colours of the application."""

    LIGHT = "Light"
    DARK = "Dark"
    AUTO = "Auto"


class StartupBehavior(Enum):
    """What the application shows first."""

    SHOW_DASHBOARD = "ShowDashboard"
    SHOW_LAST_PROJECT = "ShowLastProject"
    SHOW_NEW_PROJECT_DIALOG = "ShowNewProjectDialog"


class WatermarkType(Enum):
    """What a watermark is made of."""

    IMAGE = "Image"
    TEXT = "Text"


class WatermarkPosition(Enum):
    """Where a watermark stands."""

    TOP_LEFT = "TopLeft"
    TOP_CENTER = "TopCenter"
    TOP_RIGHT = "TopRight"
    MIDDLE_LEFT = "MiddleLeft"
    CENTER = "Center"
    MIDDLE_RIGHT = "MiddleRight"
    BOTTOM_LEFT = "BottomLeft"
    BOTTOM_CENTER = "BottomCenter"
    BOTTOM_RIGHT = "BottomRight"


class UploadDestinationType(Enum):
    """Where a finished film can be sent; WebDAV and YouTube are not in the contract."""

    LOCAL_FOLDER = "LocalFolder"
    FTP = "FTP"
    SFTP = "SFTP"
    S3 = "S3"
    AZURE_BLOB = "AzureBlob"
    GOOGLE_DRIVE = "GoogleDrive"
    DROPBOX = "Dropbox"
    WEBHOOK = "Webhook"
    WEB_DAV = "WebDAV"
    YOU_TUBE = "YouTube"


class RateLimitBehavior(Enum):
    """What happens to a request over the limit."""

    BLOCK = "Block"
    QUEUE = "Queue"
    FALLBACK = "Fallback"
    WARN = "Warn"


class LoadBalancingStrategy(Enum):
    """How requests are spread over providers."""

    ROUND_ROBIN = "RoundRobin"
    LEAST_LOADED = "LeastLoaded"
    LEAST_COST = "LeastCost"
    LOWEST_LATENCY = "LowestLatency"
    PRIORITY = "Priority"
    RANDOM = "Random"


class CircuitBreakerState(Enum):
    """Whether a failing provider is being spared."""

    CLOSED = "Closed"
    OPEN = "Open"
    HALF_OPEN = "HalfOpen"


class CaptionMode(Enum):
    """How captions travel: drawn into the picture, as a stream of the file, as files beside it only, or not at all."""

    BURN = "Burn"
    SOFT = "Soft"
    SIDECAR = "Sidecar"
    NONE = "None"


class CaptionLook(Enum):
    """How burned captions look: letters, on a panel, the spoken word in colour, word by word, or filled by the voice."""

    PLAIN = "Plain"
    BOXED = "Boxed"
    HIGHLIGHT = "Highlight"
    POP = "Pop"
    KARAOKE = "Karaoke"


class CaptionFormat(Enum):
    """A kind of file that captions are written as."""

    SRT = "SRT"
    VTT = "VTT"
    ASS = "ASS"


class CaptionGuideline(Enum):
    """Whose rules say how much a caption may hold, and for how long it is shown."""

    NETFLIX = "Netflix"
    NETFLIX_CHILDREN = "NetflixChildren"
    BBC = "Bbc"
    SOCIAL = "Social"


class CaptionPosition(Enum):
    """Where captions stand in the frame."""

    BOTTOM_LEFT = "BottomLeft"
    BOTTOM_CENTER = "BottomCenter"
    BOTTOM_RIGHT = "BottomRight"
    MIDDLE_LEFT = "MiddleLeft"
    MIDDLE_CENTER = "MiddleCenter"
    MIDDLE_RIGHT = "MiddleRight"
    TOP_LEFT = "TopLeft"
    TOP_CENTER = "TopCenter"
    TOP_RIGHT = "TopRight"


class ArtifactKind(Enum):
    """What can be made beside the film."""

    SRT = "Srt"
    VTT = "Vtt"
    ASS = "Ass"
    SDH = "Sdh"
    WORDS = "Words"
    TRANSCRIPT = "Transcript"
    CHAPTERS = "Chapters"
    THUMBNAIL = "Thumbnail"
    TIMELINE = "Timeline"
    SCRIPT = "Script"
    STEMS = "Stems"
    UPLOAD = "Upload"


class Layout(Enum):
    """How a slide is laid out."""

    TITLE = "Title"
    SECTION = "Section"
    STATEMENT = "Statement"
    BULLETS = "Bullets"
    QUOTE = "Quote"
    FIGURE = "Figure"
    IMAGE = "Image"
    CLOSING = "Closing"
    CHART = "Chart"
    TABLE = "Table"
    CODE = "Code"
    STEPS = "Steps"
    CYCLE = "Cycle"
    TIMELINE = "Timeline"
    COMPARISON = "Comparison"
    CREDITS = "Credits"


class Mood(Enum):
    """What music feels like."""

    CALM = "Calm"
    BRIGHT = "Bright"
    CURIOUS = "Curious"
    SERIOUS = "Serious"
    WARM = "Warm"
    DRIVING = "Driving"


class SlideTheme(Enum):
    """How slides look."""

    MODERN = "Modern"
    PAPER = "Paper"
    MIDNIGHT = "Midnight"
    BOLD = "Bold"


class TransitionKind(Enum):
    """How one picture gives way to the next."""

    CUT = "Cut"
    FADE = "Fade"
    """Through black."""
    DISSOLVE = "Dissolve"
    """One turns into the other."""
    WIPE_LEFT = "WipeLeft"
    """An edge that moves left uncovers the next picture; likewise for the others."""
    WIPE_RIGHT = "WipeRight"
    WIPE_UP = "WipeUp"
    WIPE_DOWN = "WipeDown"
    SLIDE_LEFT = "SlideLeft"
    """The next picture moves left over the one before, which stays; likewise for the others."""
    SLIDE_RIGHT = "SlideRight"
    SLIDE_UP = "SlideUp"
    SLIDE_DOWN = "SlideDown"
    PUSH_LEFT = "PushLeft"
    """The next picture pushes the one before out to the left; likewise for the others."""
    PUSH_RIGHT = "PushRight"
    PUSH_UP = "PushUp"
    PUSH_DOWN = "PushDown"
    ZOOM = "Zoom"
    """The camera goes into the one picture while the next appears."""


class ClipFit(Enum):
    """What becomes of a clip that is shorter than its scene; a longer one is trimmed."""

    AUTO = "Auto"
    """Slowed where a little is enough, else played again."""
    TRIM = "Trim"
    """Played once; its last picture stays."""
    LOOP = "Loop"
    """Played again."""
    SLOW = "Slow"
    """Slowed, to half its pace at most, and played again where that is not enough."""


class ClipSound(Enum):
    """What becomes of a clip's own sound."""

    MUTE = "Mute"
    DUCK = "Duck"
    """Heard, softly, and more softly while somebody speaks."""


class MotionKind(Enum):
    """How the camera moves over a picture."""

    HOLD = "Hold"
    """Not at all."""
    ZOOM_IN = "ZoomIn"
    ZOOM_OUT = "ZoomOut"
    PAN_LEFT = "PanLeft"
    """To the left over the picture, which itself goes right; likewise for the others."""
    PAN_RIGHT = "PanRight"
    PAN_UP = "PanUp"
    PAN_DOWN = "PanDown"


ALIASES: Final[dict[type[Enum], dict[str, Enum]]] = {
    Aspect: {
        "16:9": Aspect.WIDESCREEN,
        "9:16": Aspect.VERTICAL,
        "1:1": Aspect.SQUARE,
        "4:5": Aspect.PORTRAIT,
        "widescreen": Aspect.WIDESCREEN,
        "portrait": Aspect.VERTICAL,
        "vertical": Aspect.VERTICAL,
        "square": Aspect.SQUARE,
    },
    CaptionGuideline: {"netflix-children": CaptionGuideline.NETFLIX_CHILDREN},
    CaptionLook: {
        "word-highlight": CaptionLook.HIGHLIGHT,
        "one-word": CaptionLook.POP,
        "box": CaptionLook.BOXED,
    },
    CaptionPosition: {
        "bottom": CaptionPosition.BOTTOM_CENTER,
        "middle": CaptionPosition.MIDDLE_CENTER,
        "center": CaptionPosition.MIDDLE_CENTER,
        "top": CaptionPosition.TOP_CENTER,
    },
    Density: {"normal": Density.BALANCED},
    Pacing: {
        "medium": Pacing.CONVERSATIONAL,
        "normal": Pacing.CONVERSATIONAL,
        "standard": Pacing.CONVERSATIONAL,
        "slow": Pacing.CHILL,
        "relaxed": Pacing.CHILL,
        "quick": Pacing.FAST,
        "rapid": Pacing.FAST,
    },
    JobStatus: {
        "processing": JobStatus.RUNNING,
        "pending": JobStatus.QUEUED,
        "completed": JobStatus.DONE,
        "cancelled": JobStatus.CANCELED,
    },
    StepStatus: {"cancelled": StepStatus.CANCELED},
    MotionKind: {
        "none": MotionKind.HOLD,
        "static": MotionKind.HOLD,
        "still": MotionKind.HOLD,
        "kenburns": MotionKind.ZOOM_IN,
        "kenburnsin": MotionKind.ZOOM_IN,
        "kenburnsout": MotionKind.ZOOM_OUT,
        "pan": MotionKind.PAN_RIGHT,
    },
    TransitionKind: {
        "none": TransitionKind.CUT,
        "crossfade": TransitionKind.DISSOLVE,
        "crossdissolve": TransitionKind.DISSOLVE,
        "fadetoblack": TransitionKind.FADE,
        "fadeblack": TransitionKind.FADE,
        "wipe": TransitionKind.WIPE_LEFT,
        "slide": TransitionKind.SLIDE_LEFT,
        "push": TransitionKind.PUSH_LEFT,
        "zoomin": TransitionKind.ZOOM,
    },
}
"""Other spellings, in lower case, of each enum that has them."""
