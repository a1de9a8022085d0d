"""Every kind of evidence that a decision can rest on, and every feature that has a weight of its own."""

from enum import StrEnum


class EvidenceKind(StrEnum):
    """What speaks for or against a candidate, as it stands in the evidence of a resolution.

    Each has a weight (:class:`EvidenceWeights`); that none is missing is checked when the weights are read.
    The weight of a kind that ends in a quantity (``BEARERS``, ``HOLDERS``, ``SURNAME``, ``COLLEAGUES``,
    ``PEERS``) counts times the natural logarithm of the quantity.
    """

    FAMILY_SAME = "family.same"
    FAMILY_VARIANT = "family.variant"
    FAMILY_NICKNAME = "family.nickname"
    FAMILY_INITIAL = "family.initial"
    FAMILY_READING = "family.reading"
    FAMILY_TYPO = "family.typo"
    FAMILY_DIFFERENT = "family.different"
    FAMILY_MISSING = "family.missing"
    FAMILY_ALIKE = "family.alike"
    FAMILY_BEARERS = "family.bearers"

    GIVEN_SAME = "given.same"
    GIVEN_ALONE = "given.alone"
    GIVEN_VARIANT = "given.variant"
    GIVEN_NICKNAME = "given.nickname"
    GIVEN_INITIAL = "given.initial"
    GIVEN_READING = "given.reading"
    GIVEN_TYPO = "given.typo"
    GIVEN_CONTRADICTED = "given.contradicted"
    GIVEN_DIFFERENT = "given.different"
    GIVEN_MISSING = "given.missing"
    GIVEN_ALIKE = "given.alike"
    GIVEN_RARE = "given.rare"
    GIVEN_BEARERS = "given.bearers"

    TYPO_EACH_FURTHER_EDIT = "typo.each_further_edit"
    TYPO_IS_A_NAME = "typo.is_a_name"
    TYPO_LONG = "typo.long"
    TYPO_FIRST_LETTER = "typo.first_letter"
    TYPO_SOUNDS_ALIKE = "typo.sounds_alike"

    READING_FAR_FETCHED = "reading.far_fetched"

    NAME_ORDER = "name.order"
    NAME_SAME = "name.same"
    NAME_ABBREVIATION = "name.abbreviation"
    NAME_TYPO = "name.typo"
    NAME_DIFFERENT = "name.different"
    NAME_FEW_SURNAMES = "name.few_surnames"
    NAME_GENERATION = "name.generation"
    NAME_INITIALS = "name.initials"

    WORDS_OTHER = "words.other"
    WORDS_EXTRA = "words.extra"
    WORDS_LACKING = "words.lacking"
    WORDS_MOVED = "words.moved"
    WORDS_UNLIKE = "words.unlike"

    BODY_OTHER = "body.other"
    BODY_EXTRA = "body.extra"
    BODY_LACKING = "body.lacking"
    BODY_UNLIKE = "body.unlike"
    BODY_FORM_MISSING = "body.form_missing"
    BODY_FORM_KIN = "body.form_kin"
    BODY_FORM_OTHER = "body.form_other"

    TYPE_OTHER = "type.other"

    OFFICE_HELD = "office.held"
    OFFICE_GRACE = "office.grace"
    OFFICE_SOME_TIME = "office.some_time"
    OFFICE_HOLDERS = "office.holders"
    OFFICE_SURNAME = "office.surname"
    OFFICE_FORMER = "office.former"
    OFFICE_INCOMING = "office.incoming"
    OFFICE_PAST = "office.past"
    OFFICE_FUTURE = "office.future"
    OFFICE_STILL = "office.still"
    OFFICE_COURTESY = "office.courtesy"
    OFFICE_OTHER_COUNTRY = "office.other_country"
    OFFICE_NEVER = "office.never"
    OFFICE_NEVER_LOOSE = "office.never_loose"
    OFFICE_MIXED_UP = "office.mixed_up"
    OFFICE_MISTAKEN = "office.mistaken"
    OFFICE_HELD_BY_ANOTHER = "office.held_by_another"
    OFFICE_TAKEN = "office.taken"
    OFFICE_UNKNOWN = "office.unknown"
    OFFICE_OPEN = "office.open"
    OFFICE_YEAR = "office.year"
    OFFICE_STALE = "office.stale"
    OFFICE_OPEN_YEARS = "office.open_years"

    FAME_HEAD_OF_STATE = "fame.head_of_state"
    FAME_HEAD_OF_GOVERNMENT = "fame.head_of_government"
    FAME_OFFICE = "fame.office"

    COUNTRY_SAME = "country.same"
    COUNTRY_OTHER = "country.other"

    ALIVE_DEAD = "alive.dead"
    ALIVE_UNBORN = "alive.unborn"

    TEXT_FULL_NAME = "text.full_name"
    TEXT_SPELLING = "text.spelling"
    TEXT_COLLEAGUES = "text.colleagues"
    TEXT_PEERS = "text.peers"
    TEXT_NAMED = "text.named"
    TEXT_WRONG_NAME = "text.wrong_name"
    TEXT_OTHER_BEARER = "text.other_bearer"
    TEXT_TITLED = "text.titled"
    TEXT_KIN = "text.kin"

    PERSON_SWAPPED = "person.swapped"

    DECISION_ACCEPTED = "decision.accepted"
    DECISION_REJECTED = "decision.rejected"
    DECISION_LEARNED = "decision.learned"

    MODEL_CHOSEN = "model.chosen"
    MODEL_OTHER = "model.other"

    NOBODY_OFFICE_TAKEN = "nobody.office_taken"
