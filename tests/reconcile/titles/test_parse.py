"""Titles read into role, country and tense."""

import csv

import pytest
from places import SHARED

from corrigenda.reconcile.countries import country_code
from corrigenda.reconcile.titles import head_words, is_single, parse_title, title_words

OFFICE_HOLDERS = SHARED / "data" / "office_holders"


@pytest.mark.parametrize(
    ("title", "role", "country"),
    [
        ("Foreign Minister", "foreign_minister", None),
        ("Japanese Foreign Minister", "foreign_minister", "JP"),
        ("Japan’s Foreign Minister", "foreign_minister", "JP"),
        ("Minister for Foreign Affairs", "foreign_minister", None),
        ("Minister of Foreign Affairs of Japan", "foreign_minister", "JP"),
        ("Minister of Foreign Affairs, Turkey", "foreign_minister", "TR"),
        ("Federal Minister of European and International Affairs", "foreign_minister", None),
        ("Secretary of Foreign Affairs", "foreign_minister", None),
        ("U.S. Secretary of State", "foreign_minister", "US"),
        ("United States Secretary of State", "foreign_minister", "US"),
        ("Secretary of State for Defence", "defense_minister", "GB"),
        ("Secretary of State for Foreign and Commonwealth Affairs", "foreign_minister", "GB"),
        ("U.S. Defense Secretary", "defense_minister", "US"),
        ("the defense minister", "defense_minister", None),
        ("Chancellor of the Exchequer", "finance_minister", "GB"),
        ("British Chancellor", "finance_minister", "GB"),
        ("German Chancellor", "head_of_government", "DE"),
        ("Treasury Secretary", "finance_minister", "US"),
        ("Prime Minister", "head_of_government", None),
        ("PM", "head_of_government", None),
        ("Chinese Premier", "head_of_government", "CN"),
        ("Taoiseach", "head_of_government", "IE"),
        ("President of France", "head_of_state", "FR"),
        ("His Majesty King", "head_of_state", None),
        ("Vice President", "vice_president", None),
        ("Deputy President", "vice_president", None),
        ("Deputy Secretary of State", "deputy_foreign_minister", "US"),
        ("Vice Foreign Minister", "deputy_foreign_minister", None),
        ("First Deputy Prime Minister", "deputy_head_of_government", None),
        ("White House National Security Adviser", "national_security_adviser", "US"),
        ("Israel's National Security Advisor", "national_security_adviser", "IL"),
        ("Russian Security Council Secretary", "national_security_council_secretary", "RU"),
        ("Chief Cabinet Secretary", "chief_cabinet_secretary", "JP"),
        ("secretary general of the ruling Liberal Democratic Party", "party_secretary_general", "JP"),
        ("UN Secretary-General", "un_secretary_general", None),
        ("Secretary General of NATO", "nato_secretary_general", None),
        ("EU foreign policy chief", "foreign_policy_chief", "EU"),
        ("European Commission President", "european_commission_president", "EU"),
        ("President of the Senate (Mexico)", "senate_president", "MX"),
        ("the Republican chairman of the Senate Foreign Relations Committee", "committee_chair", "US"),
        ("Bank of Japan Governor", "central_bank_governor", "JP"),
        ("Governor of Florida", "governor", "US"),
        ("Sen.", "senator", None),
        ("Congressman", "representative", "US"),
        ("U.S. Ambassador to Japan", "ambassador", "US"),
        ("Ambassador to Japan", "ambassador", None),
        ("Chief of Staff of the Army", "army_chief", None),
        ("his Italian counterpart", "counterpart", "IT"),
        ("Secretary of State for Northern Ireland", "northern_ireland_minister", "GB"),
        ("Secretary of State of Alabama", "regional_foreign_minister", "US"),
        ("Premier of the Western Cape", "regional_premier", None),
        ("Premier of British Columbia", "regional_premier", None),
        ("Prime Minister of Iraqi Kurdistan", "regional_premier", "IQ"),
        ("Minister of Canadian Heritage", "culture_minister", "CA"),
        (
            "National Security Advisor to the Prime Minister of\nthe United Kingdom",
            "national_security_adviser",
            "GB",
        ),
        ("Special Adviser to the Prime Minister of Malaysia", "presidential_adviser", "MY"),
        ("Minister of Silly Walks", "silly_walks_minister", None),
    ],
)
def test_offices(title: str, role: str, country: str | None) -> None:
    """A wording names its role whatever the language of the office, and its country where that follows."""
    parsed = parse_title(title)

    assert parsed is not None
    assert (role, country) == (parsed.roles[0], parsed.country)


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("State Councilor and Foreign Minister", {"state_councilor", "foreign_minister"}),
        (
            "Minister of Economy, Trade and Industry",
            {"economy_minister", "trade_minister", "industry_minister"},
        ),
        ("Minister of Finance and Deputy Prime Minister", {"finance_minister", "deputy_head_of_government"}),
        ("Chancellor", {"head_of_government", "finance_minister"}),
        ("French President", {"head_of_state"}),
    ],
)
def test_several_roles(title: str, roles: set[str]) -> None:
    """Offices joined, portfolios joined, and wordings that do not tell give all their roles."""
    parsed = parse_title(title)

    assert parsed is not None
    assert roles == set(parsed.roles)


def test_bare_secretary() -> None:
    """ "Secretary Austin" may be any secretary of the US cabinet, and the country is an assumption."""
    parsed = parse_title("Secretary")

    assert parsed is not None
    assert {"foreign_minister", "defense_minister", "finance_minister"} <= set(parsed.roles)
    assert (parsed.country, parsed.assumed) == ("US", True)


@pytest.mark.parametrize(
    ("title", "country", "role"),
    [
        ("Secretary of State", "US", "foreign_minister"),
        ("Secretary of State", "PT", "state_secretary"),
        ("Secretary of State of Tourism", "PT", "under_culture_minister"),
        ("Chancellor", "CH", "federal_chancellor"),
        ("Foreign Secretary", "IN", "foreign_service_head"),
        ("Chief Executive", "HK", "head_of_government"),
        ("Minister of State for Transport", "GB", "under_transport_minister"),
        ("Minister of State for Okinawa and Northern Territories Affairs", "JP", "regional_minister"),
    ],
)
def test_country_beside_the_title(title: str, country: str, role: str) -> None:
    """A country known from elsewhere decides what a wording means."""
    parsed = parse_title(title, country=country)

    assert parsed is not None
    assert (role, country, False) == (parsed.roles[0], parsed.country, parsed.assumed)


@pytest.mark.parametrize(
    ("title", "tense"),
    [
        ("Prime Minister", "current"),
        ("former U.S. President", "former"),
        ("then-Prime Minister", "former"),
        ("ex-Foreign Minister", "former"),
        ("acting Defense Secretary", "acting"),
        ("incoming National Security Adviser", "incoming"),
        ("President-elect", "incoming"),
        ("new counterpart", "current"),
        ("Mr.", "unknown"),
    ],
)
def test_tense(title: str, tense: str) -> None:
    """The words around an office say when it is held."""
    parsed = parse_title(title)

    assert parsed is not None
    assert tense == parsed.tense


@pytest.mark.parametrize(
    "title", ["Mr.", "Dr.", "Sir", "Gen.", "His Majesty", "Prof. Dr.", "the Right Honourable"]
)
def test_honorifics(title: str) -> None:
    """An address, a rank or a degree is an honorific and no office."""
    parsed = parse_title(title)

    assert parsed is not None
    assert (parsed.honorific, parsed.roles) == (True, ())


@pytest.mark.parametrize(
    "title",
    [
        "",
        "the",
        "former",
        "Toyota President",
        "president and CEO",
        "CEO",
        "Monday",
        "Secretary of the Club",
        "Prime Minister Rishi",
        "U.K. Prime Minister Rishi",
        "Premier Rishi",
        "Senator Bob",
    ],
)
def test_no_title(title: str) -> None:
    """What names no office that is known is none; the president of a company is no head of state."""
    assert parse_title(title) is None


def test_one_person_offices() -> None:
    """The data say of which roles there is one at a time."""
    assert is_single("head_of_government")
    assert not is_single("senator")


def test_words_of_titles_are_written_as_they_are_compared() -> None:
    """Every word in the data is folded: lower case, no marks; heads are among the words."""
    assert all(word == word.casefold() and "." not in word for word in title_words())
    assert head_words() <= title_words()


WORDINGS = """
Minister of Fisheries and the Coast; Deputy Minister for Youth and Sport; Minister of Tribal Affairs
Minister of Housing and Urban Renewal; State Secretary for Migration; Minister of Railways; Minister of Water
Secretary for Home Affairs; Speaker of the Knesset; President of the Senate; Governor of the Central Bank
Chief Justice; Minister of Posts and Telegraphs; Leader of the Opposition; Minister without Portfolio
Minister of Health and Long-Term Care; Minister of Religious Endowments; Minister of Public Works; Taoiseach
Attorney-General; Foreign Secretary; Deputy Prime Minister; Harbour Master; Ombudsman; Lord Mayor; Treasurer
"""


def test_share_of_invented_wordings() -> None:
    """At least 92 of 100 wordings that we thought of, not looking into the lexicon, have a role."""
    wordings = [title.strip() for line in WORDINGS.strip().splitlines() for title in line.split(";")]

    parsed = [parse_title(title) for title in wordings]

    assert sum(1 for title in parsed if title is not None and title.roles) >= 0.92 * len(wordings)


@pytest.mark.parametrize("file", ["positions.csv", "office_terms.csv"])
def test_share_of_known_wordings(file: str) -> None:
    """At least 92 of 100 different wordings of a list of offices that nobody here wrote have a role."""
    path = OFFICE_HOLDERS / file
    if not path.exists():
        pytest.skip("../shared/data/office_holders is absent")
    with path.open(encoding="utf-8") as lines:
        offices = {
            (row["position"], row.get("country_qid") or row["country"]) for row in csv.DictReader(lines)
        }

    parsed = [parse_title(title, country=country_code(country)) for title, country in offices]

    assert sum(1 for title in parsed if title is not None and title.roles) >= 0.92 * len(offices)


@pytest.mark.parametrize(
    ("title", "role", "right"),
    [
        ("EPA Secretary", "epa_administrator", "Administrator"),
        ("director of FEMA", "fema_administrator", "Administrator"),
        ("IMF President", "imf_managing_director", "Managing Director"),
        ("NATO Secretary", "nato_secretary_general", "Secretary General"),
        ("EPA Administrator", "epa_administrator", None),
        ("Secretary General of NATO", "nato_secretary_general", None),
        ("CIA chief", "cia_director", None),
    ],
)
def test_another_head_beside_an_organization(title: str, role: str, right: str | None) -> None:
    """An organization whose chief has an own title is known under another, and the right one is told."""
    parsed = parse_title(title)

    assert parsed is not None
    assert (parsed.roles, parsed.misheaded) == ((role,), right)
