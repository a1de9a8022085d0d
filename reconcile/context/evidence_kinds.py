"""Every kind of evidence that a decision can rest on, and every feature that has a weight of its own."""

from enum import StrEnum
from typing import Self


class EvidenceKind(StrEnum):
    """What speaks for or against a candidate, as it stands in the evidence of a resolution.

    Each has a weight (:class:`EvidenceWeights`); that none is missing is checked when the weights are read.
    The weight of a kind that is a quantity (a number of edits, a share, a logarithm) counts as often as there
    is of it.
    """

    meaning: str
    """What is observed, in words."""

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """Take the name of the kind, and what it means."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.meaning = meaning
        return kind

    FAMILY_SAME = "family.same", "the family name letter for letter, particles apart"
    FAMILY_VARIANT = "family.variant", "another romanisation of it, or a part of a double name"
    FAMILY_NICKNAME = "family.nickname", "a short form of it"
    FAMILY_INITIAL = "family.initial", "its initial"
    FAMILY_READING = "family.reading", "another reading of its native characters, off the right one"
    FAMILY_TYPO = "family.typo", "a slip of a few letters, before the prices of the letters"
    FAMILY_DIFFERENT = "family.different", "another family name altogether, beside `other.part`"
    FAMILY_MISSING = "family.missing", "no family name is written"
    FAMILY_RARE = (
        "family.rare",
        "how rare the family name as written is: ln of one in 20,000 against its share of people",
    )

    GIVEN_SAME = "given.same", "the given name letter for letter"
    GIVEN_ALONE = "given.alone", "the given name alone"
    GIVEN_VARIANT = "given.variant", "another romanisation of it"
    GIVEN_NICKNAME = "given.nickname", "a short form of it"
    GIVEN_INITIAL = "given.initial", "its initial"
    GIVEN_READING = "given.reading", "another reading of its native characters, off the right one"
    GIVEN_TYPO = "given.typo", "a slip of a few letters, before the prices of the letters"
    GIVEN_CONTRADICTED = "given.contradicted", "right, but for an initial that is none of the person's"
    GIVEN_DIFFERENT = "given.different", "another given name altogether, beside `other.part`"
    GIVEN_MISSING = "given.missing", "no given name is written"
    GIVEN_RARE = "given.rare", "how rare the given name as written is, as for family names"

    OTHER_PART = "other.part", "another name stands in the place of one part, off what the right one brings"
    OTHER_ALIKE = "other.alike", "how like that name is to the right one, by letter and by sound, 0 to 1"

    VARIANT_LETTERS = "variant.letters", "letters in which another romanisation differs"
    VARIANT_DOUBLED = "variant.doubled", "letters that it doubles, or leaves single"
    VARIANT_UNBORNE = "variant.unborne", "a romanisation that nobody is known to bear"

    SLIP_LEFT_OUT = "slip.left_out", "a letter is left out"
    SLIP_PUT_IN = "slip.put_in", "a letter is put in"
    SLIP_DOUBLED = "slip.doubled", "a letter is doubled, or one of two left out"
    SLIP_TURNED = "slip.turned", "two neighbours are turned round"
    SLIP_VOWEL = "slip.vowel", "a vowel for a vowel"
    SLIP_SOUND = "slip.sound", "a consonant for one of its sound"
    SLIP_KEY = "slip.key", "a letter for its neighbour on the keyboard"
    SLIP_LETTER = "slip.letter", "any other letter for the right one"
    SLIP_FIRST = "slip.first", "the first letter is wrong"
    SLIP_SHARE = "slip.share", "the share of the word's letters that are wrong, 0 to 1"
    SLIP_GOES_ON = "slip.goes_on", "the name goes on in another by more than a letter"
    SLIP_ALIKE = "slip.alike", "the slip sounds like the name"
    SLIP_RARE = "slip.rare", "how rare the word is that the slip makes, as for family names"
    SLIP_ODD = (
        "slip.odd",
        "how unusual for a name its letters are, where no list has it, in nats a letter",
    )
    SLIP_SYLLABIC = (
        "slip.syllabic",
        "the slip is in a given name of syllables, where a letter makes another name",
    )

    READING_ABROAD = "reading.abroad", "the name is read in another language than its own"
    READING_FAR_FETCHED = "reading.far_fetched", "how unusual the reading is: minus ln of its share"

    NAME_ORDER = "name.order", "the family name stands on the other side"
    NAME_SAME = "name.same", "the whole name of an organization or a place"
    NAME_ABBREVIATION = "name.abbreviation", "an abbreviation of it that the table has"
    NAME_TYPO = "name.typo", "a slip in the whole name"
    NAME_DIFFERENT = "name.different", "another name altogether"
    NAME_FEW_SURNAMES = "name.few_surnames", "another given name where few surnames serve for many people"
    NAME_GENERATION = "name.generation", "a generation (Jr., III) that none of the person's names tells"
    NAME_INITIALS = "name.initials", "the initials of the whole name"

    WORDS_EXTRA = "words.extra", "words that are not in the person's name"
    WORDS_LACKING = "words.lacking", "words of the person's name that are left out"
    WORDS_MOVED = "words.moved", "the words stand in another order"

    ORGANIZATION_OTHER = "organization.other", "words of a whole name against others"
    ORGANIZATION_EXTRA = "organization.extra", "words that are not in the whole name"
    ORGANIZATION_LACKING = "organization.lacking", "words of the whole name that are left out"
    ORGANIZATION_UNLIKE = "organization.unlike", "the share of letters that differ, 0 to 1"
    ORGANIZATION_FORM_MISSING = "organization.form_missing", "a legal form in one of the names alone"
    ORGANIZATION_FORM_KIN = "organization.form_kin", "another legal form of one kind"
    ORGANIZATION_FORM_OTHER = "organization.form_other", "a legal form of another kind"

    TYPE_OTHER = "type.other", "a person for an organization, or the like"

    OFFICE_HELD = "office.held", "the office told is held on the day"
    OFFICE_GRACE = "office.grace", "it is held within 45 days of the day"
    OFFICE_SOME_TIME = "office.some_time", "it is held at some time, where the day is not known"
    OFFICE_INCUMBENTS = "office.incumbents", "ln of how many hold such an office"
    OFFICE_NAMED = "office.named", "it is held on the day, and the surname is the holder's"
    OFFICE_SURNAME = (
        "office.surname",
        "ln of that number, where the surname is one of theirs and the given name is not",
    )
    OFFICE_FORMER = "office.former", "it was held before, as the title says"
    OFFICE_INCOMING = "office.incoming", "it will be held, as the title says"
    OFFICE_PAST = "office.past", "it was held before, and the title does not say so"
    OFFICE_FUTURE = "office.future", "it is held only later"
    OFFICE_STILL = "office.still", "it is held on the day, and the title says former"
    OFFICE_COURTESY = "office.courtesy", "it was held before, where one keeps the title for life"
    OFFICE_OTHER_COUNTRY = "office.other_country", "it is held in another country than the one told"
    OFFICE_NEVER = "office.never", "it was never held, and the table knows who did"
    OFFICE_NEVER_LOOSE = "office.never_loose", "never, of a title that can mean many offices"
    OFFICE_MIXED_UP = "office.mixed_up", "another office of the same rank is held on the day"
    OFFICE_MISTAKEN = "office.mistaken", "an office of another rank is held on the day"
    OFFICE_HELD_BY_ANOTHER = "office.held_by_another", "somebody else is known to have held it then"
    OFFICE_TAKEN = "office.taken", "the text speaks of its holder too, under another name"
    OFFICE_UNKNOWN = "office.unknown", "the table knows nothing of such an office"
    OFFICE_OPEN = "office.open", "it was held when the table ends"
    OFFICE_YEAR = "office.year", "it was held in a year that the sentence names"
    OFFICE_STALE = "office.stale", "the table ends before the day"
    OFFICE_OPEN_YEARS = "office.open_years", "the years since the table ends"

    PROMINENCE_HEAD_OF_STATE = (
        "prominence.head_of_state",
        "a head of state on the day, the surname without a title",
    )
    PROMINENCE_HEAD_OF_GOVERNMENT = (
        "prominence.head_of_government",
        "a head of government on the day, likewise",
    )
    PROMINENCE_FULL = "prominence.full", "in office on the day, named in full without a title"
    PROMINENCE_OFFICE = "prominence.office", "in another office on the day, likewise"

    COUNTRY_SAME = "country.same", "the country told beside the name is the person's"
    COUNTRY_OTHER = "country.other", "it is another one"

    TRADE_OTHER = "trade.other", "the name is introduced by a trade that is not the person's"
    TRADE_AGE = "trade.age", "the name is introduced with an age"

    ALIVE_DEAD = "alive.dead", "dead for more than a year"
    ALIVE_UNBORN = "alive.unborn", "a child, or not born"

    TEXT_FULL_NAME = "text.full_name", "a fuller name of the person stands elsewhere in the text"
    TEXT_SPELLING = "text.spelling", "the person is named elsewhere, spelt otherwise"
    TEXT_COLLEAGUES = (
        "text.colleagues",
        "ln of one more than those listed with the name who hold the same office",
    )
    TEXT_PEERS = "text.peers", "ln of one more than those named elsewhere who hold or held the same office"
    TEXT_NAMED = "text.named", "the person is named elsewhere in the text"
    TEXT_WRONG_NAME = "text.wrong_name", "the same wrong surname stands in a fuller name that is the person's"
    TEXT_OTHER_NAMESAKE = "text.other_namesake", "the text writes of another bearer of the surname"
    TEXT_TITLED = "text.titled", "the same name stands beside the person's office elsewhere"
    TEXT_KIN = "text.kin", "a word for a relative stands beside the name"

    PERSON_SWAPPED = (
        "person.swapped",
        "the name of one who cannot be meant stands for the holder of the office",
    )

    DECISION_ACCEPTED = "decision.accepted", "a user accepted the entity for this name"
    DECISION_REJECTED = "decision.rejected", "a user rejected it"
    DECISION_LEARNED = "decision.learned", "a user taught this wrong form"

    MODEL_CHOSEN = "model.chosen", "a language model chose the entity"
    MODEL_OTHER = "model.other", "it chose another, or nobody"

    NIL_OFFICE_TAKEN = (
        "nil.office_taken",
        "for NIL: the table knows who held the office, and a surname alone is written",
    )
    NIL_OFFICE_KNOWN = (
        "nil.office_known",
        "for NIL: the table knows who held the office, and a full name is written",
    )
    NIL_OFFICE_ASSUMED = (
        "nil.office_assumed",
        "for NIL: the table knows who held the office in the country that the title usually means",
    )
    NIL_OFFICE_OPEN = "nil.office_open", "for NIL: the table knows nobody who held the office then"
    NIL_COUNTRY_OPEN = "nil.country_open", "for NIL: the office is told without its country"
