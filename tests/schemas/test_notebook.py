"""What a notebook shows of the data."""

from made_articles import TEXT, made_article

from corrigenda.schemas.notebook import ShownChange, as_table, with_changes, with_marks


def test_a_corrected_text_shows_what_stood_there() -> None:
    """Struck out where it stood, with the reason beside what stands there now."""
    shown = made_article().corrected._repr_html_()

    assert 'met <del>John Berg</del><ins title="misspelling; the surname &#x27;Berg&#x27; is' in shown
    assert "Jon Berg</ins>’s envoy on Tuesday." in shown
    assert "<td>Ann Holm</td><td>undecided</td>" in shown


def test_several_changes_stand_in_their_places() -> None:
    """Each counted in the text before, whatever the others made longer or shorter."""
    changes = [ShownChange(6, 9, "Bob", "Robert"), ShownChange(0, 3, "Ann", "A")]

    assert with_changes("A & Robert!", changes).endswith(
        '<del>Ann</del><ins title="">A</ins> &amp; <del>Bob</del><ins title="">Robert</ins>!</div>'
    )


def test_a_record_shows_its_sentence_and_its_fields() -> None:
    """The words of the fact marked, as written and as reconciled."""
    [record] = made_article().records
    shown = record._repr_html_()

    assert "<mark>Ann Holm</mark> met <mark>John Berg</mark>’s envoy <mark>on Tuesday</mark>." in shown
    assert "<td>(&#x27;Ann Holm&#x27;, &#x27;John Berg&#x27;)</td>" in shown


def test_a_resolution_shows_its_evidence() -> None:
    """Each reason with its weight."""
    shown = made_article().corrected.names[1]._repr_html_()

    assert "<td>John Berg</td><td>linked</td><td>Q1</td>" in shown
    assert "<td>+4.2</td><td>the surname &#x27;Berg&#x27; is that of 3 people in the table</td>" in shown


def test_no_word_of_an_article_is_markup() -> None:
    """Whatever stands there is shown as it stands."""
    evil = "<script>alert('x')</script>"

    for shown in (with_marks(evil, 0, [(0, 8)]), with_changes(evil, []), as_table([{evil: evil}])):
        assert "<script" not in shown
    assert TEXT in with_changes(TEXT, [])
