"""
Scenes made shorter, or easier to hear, by rules; nothing is worded anew and nothing is added.

Rule 1: what is left out is left out whole: a remark in brackets, a sentence with all that lean on it.

Rule 2: a long sentence is parted where its author would rest: at a semicolon, and in English before a clause that begins
with *but* or *so*.

Rule 3: in English, words that only fill are left out, unless something stands before them that they belong to.

Rule 4: what is shown as it is said goes when it is said no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import attrs

from aura_core.errors import ScriptError
from aura_core.model.revision import Revision, RevisionKind
from aura_core.model.script import Scene, Script
from aura_core.providers.writers.scenes import timed
from aura_core.providers.writers.sentences import count_words, join_sentences, paragraphs, split_sentences
from aura_core.providers.writers.statements import leans, normalised
from aura_core.providers.writers.weighing import likeness, weigh


__all__ = [
    "by_rules",
    "clearer",
    "nothing_more",
    "resaid",
    "revised",
    "said_in",
    "shortened",
    "stretches",
    "unread",
]

_LONG: Final = 25
"""Words of a sentence beyond which it is parted, where it can be."""

_CLAUSE: Final = 5
"""Words that each part of it has at least."""

_OPENS: Final = 0.3
"""What it is worth to open a scene, beside what a sentence has in common with the scene and its heading."""

_UNREAD: Final = (
    "It was revised by rules, which read neither goals nor tones; a language model (preferredProvider) does."
)

_BRACKETS: Final = re.compile(r"\s*[(（][^()（）]*[)）]")

_FILLERS: Final = re.compile(
    r"(?i)(?<!not )(?<!n't )(?<!how )(?<!so )(?<!too )(?<!that )\b"
    r"(?:basically|actually|really|literally|very|quite|just simply|needless to say|as a matter of fact"
    r"|it is important to note that|it should be noted that|it goes without saying that)\b,?\s+"
)
_SIMPLER: Final = (
    (re.compile(r"(?i)\bin order to\b"), "to"),
    (re.compile(r"(?i)\bdue to the fact that\b"), "because"),
    (re.compile(r"(?i)\bat this point in time\b"), "now"),
    (re.compile(r"(?i)\bin the event that\b"), "if"),
    (re.compile(r"(?i)\bfor the purpose of\b"), "for"),
    (re.compile(r"(?i)\ba (?:large|great) number of\b"), "many"),
)
_CONTRAST: Final = re.compile(
    r", (?=(?:but|so) (?:a|an|he|her|his|it|its|my|our|she|that|the|their|there|these|they|this|those|we|you|your)\b)"
)


def by_rules(script: Script, revision: Revision, provider: str, words_per_minute: float) -> Script:
    """
    Shorten or better the scenes of *revision*.

    Raises:
        ScriptError: no rule would change anything, or it is no matter of rules.
    """
    if revision.kind is RevisionKind.SHORTEN:
        return revised(
            script,
            revision,
            lambda scene, _: shortened(scene, revision.factor, script.title),
            words_per_minute,
            nothing_more("Nothing more can be left out of it: every sentence needs the one before.", provider),
        )
    if revision.kind is RevisionKind.ENHANCE:
        return revised(
            script,
            revision,
            lambda scene, _: clearer(scene, script.language),
            words_per_minute,
            nothing_more(
                "There is nothing that the rules would better: no filling words, no long sentences.", provider
            ),
        )
    raise nothing_more("The words are the user's own, and nobody here writes others.", provider)


def nothing_more(message: str, provider: str) -> ScriptError:
    """Say that who writes by rules is at an end, and who is not."""
    return ScriptError(
        message,
        provider=provider,
        remedy="Edit the scene, or choose a language model (preferredProvider), such as openai, anthropic or ollama.",
        refused=True,
    )


def revised(
    script: Script,
    revision: Revision,
    revise: Callable[[Scene, frozenset[str]], Scene | None],
    words_per_minute: float,
    refusal: ScriptError,
) -> Script:
    """
    Return *script* with its scenes at the places of *revision* revised.

    Args:
        revise: Is told what the whole script says by then; ``None`` leaves a scene as it was.

    Raises:
        ScriptError: all of them were left so.
    """
    scenes = list(script.scenes)
    for place in revision.places:
        scenes[place] = revise(scenes[place], said_in(scenes)) or scenes[place]
    if tuple(scenes) == script.scenes:
        raise refusal
    warnings = tuple(dict.fromkeys((*script.warnings, *unread(revision))))
    return attrs.evolve(script, scenes=timed(scenes, words_per_minute), warnings=warnings)


def unread(revision: Revision) -> tuple[str, ...]:
    """Say that rules read no wishes in words, if *revision* has any."""
    return (_UNREAD,) if revision.goal.strip() or revision.tone else ()


def said_in(scenes: Sequence[Scene]) -> frozenset[str]:
    """Return the sentences that *scenes* say, such that they can be compared."""
    return frozenset(normalised(sentence) for scene in scenes for sentence in split_sentences(scene.script))


def stretches(sentences: Iterable[str]) -> list[list[str]]:
    """Put every sentence to those that it leans on."""
    found: list[list[str]] = []
    for sentence in sentences:
        if found and leans(sentence):
            found[-1].append(sentence)
        else:
            found.append([sentence])
    return found


def resaid(scene: Scene, words: str) -> Scene:
    """Return *scene* saying *words*; what it showed of what it said before is shown no more."""
    before, now = normalised(scene.script), normalised(words)

    def is_shown(text: str) -> bool:
        return normalised(text) in now or normalised(text) not in before

    bullets = tuple(bullet for bullet in scene.bullets if is_shown(bullet))
    quotation = scene.quotation if scene.quotation and is_shown(scene.quotation.text) else None
    layout = scene.layout
    if (scene.bullets and not bullets) or (scene.quotation and not quotation):
        layout = None
    return attrs.evolve(scene, script=words, bullets=bullets, quotation=quotation, layout=layout)


def shortened(scene: Scene, factor: float, title: str) -> Scene | None:
    """
    Leave out of *scene* what matters least, until it has *factor* times its words or nothing can be left out.

    Returns:
        ``None`` when nothing can be.
    """
    budget = max(1, round(factor * count_words(scene.script)))
    told = [list(split_sentences(part)) for part in paragraphs(scene.script)]
    told = _without_remarks(told, budget)
    units = _units(told)
    worths = _worths([" ".join(_texts(told, unit)) for unit in units], f"{scene.heading} {title}")
    whole = count = _words(told, units)
    while count > budget and (free := _removable(units)):
        least = min(free, key=lambda place: (worths[place], -place))
        spot = units[least].pop()
        before, count = count, _words(told, units)
        if budget - count > before - budget and before < whole:
            # That would be further from what is asked for than what was there.
            units[least].append(spot)
            break
    kept = {spot for unit in units for spot in unit}
    words = "\n\n".join(
        join_sentences(text for place, text in enumerate(part) if (number, place) in kept)
        for number, part in enumerate(told)
        if any((number, place) in kept for place in range(len(part)))
    )
    return resaid(scene, words) if words != scene.script else None


def _without_remarks(told: list[list[str]], budget: int) -> list[list[str]]:
    if sum(count_words(text) for part in told for text in part) <= budget:
        return told
    bare = [[_BRACKETS.sub("", text) for text in part] for part in told]
    return [
        [short if count_words(short) else text for short, text in zip(fewer, part, strict=True)]
        for fewer, part in zip(bare, told, strict=True)
    ]


def _units(told: Sequence[Sequence[str]]) -> list[list[tuple[int, int]]]:
    """Put every sentence to those that it leans on; each is a paragraph's number and a place in it."""
    units: list[list[tuple[int, int]]] = []
    for number, part in enumerate(told):
        for place, text in enumerate(part):
            if units and leans(text):
                units[-1].append((number, place))
            else:
                units.append([(number, place)])
    return units


def _texts(told: Sequence[Sequence[str]], unit: Sequence[tuple[int, int]]) -> list[str]:
    return [told[number][place] for number, place in unit]


def _worths(texts: Sequence[str], question: str) -> list[float]:
    weights, asked = weigh(texts, question)
    middle, _ = weigh([" ".join(texts)], "")
    return [
        likeness(one, asked) + likeness(one, middle[0]) + (_OPENS if place == 0 else 0.0)
        for place, one in enumerate(weights)
    ]


def _words(told: Sequence[Sequence[str]], units: Sequence[Sequence[tuple[int, int]]]) -> int:
    return sum(count_words(text) for unit in units for text in _texts(told, unit))


def _removable(units: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    """Name the units whose last sentence may go; the last one of all stays."""
    left = sum(len(unit) for unit in units)
    return [place for place, unit in enumerate(units) if unit] if left > 1 else []


def clearer(scene: Scene, language: str) -> Scene | None:
    """
    Leave out of *scene* what only fills, and part what is too long for one breath.

    Returns:
        ``None`` when there is nothing of that.
    """
    english = language.replace("_", "-").partition("-")[0].lower() in {"en", "eng", "english"}
    parts = [
        join_sentences(short for sentence in split_sentences(part) for short in _parted(sentence, english=english))
        for part in paragraphs(scene.script)
    ]
    words = "\n\n".join(parts)
    return resaid(scene, words) if words != scene.script else None


def _parted(sentence: str, *, english: bool) -> list[str]:
    if english:
        sentence = _plainer(sentence)
    if count_words(sentence) <= _LONG:
        return [sentence]
    marks = [found.span() for found in re.finditer(r"; ", sentence)]
    if english and not re.search(r"\bnot\b", sentence):
        marks += [found.span() for found in _CONTRAST.finditer(sentence)]
    middle = len(sentence) / 2
    for start, end in sorted(marks, key=lambda mark: abs(mark[0] - middle)):
        first, second = sentence[:start], sentence[end:]
        if min(count_words(first), count_words(second)) >= _CLAUSE:
            first, second = f"{first}.", second[0].upper() + second[1:]
            return [*_parted(first, english=english), *_parted(second, english=english)]
    return [sentence]


def _plainer(sentence: str) -> str:
    plain = _FILLERS.sub("", sentence)
    for wordy, simple in _SIMPLER:
        plain = wordy.sub(simple, plain)
    if sentence[0].isupper():
        plain = plain[0].upper() + plain[1:]
    # What would be left of "Really now?" is no sentence.
    return plain if count_words(plain) >= _CLAUSE else sentence
