"""Rows of a sorted file, found where they are."""

from corrigenda.reconcile.text import SortedRows


def test_a_row_is_found_by_its_word() -> None:
    """Each word has what stands behind it, the first and the last too; a beginning of a word has nothing."""
    rows = SortedRows(b"# Made up.\nalder\t1\nash\t22\nbirch\t\n")

    assert [rows.get(word) for word in ("alder", "ash", "birch", "as", "zelkova", "")] == [
        "1",
        "22",
        "",
        None,
        None,
        None,
    ]
