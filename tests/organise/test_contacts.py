"""Telephones that can be dialled, addresses that can be written to, and nothing that only looks like one."""

import pytest

from generator.model import Contact
from generator.organise.contacts import dial, make_contact


@pytest.mark.parametrize(
    ("phone", "uri"),
    [
        ("+33 1 23 45 67 89", "tel:+33123456789"),
        ("+44 (0)20 7946 0123", "tel:+442079460123"),
        ("(202) 555-0100", "tel:2025550100"),
        ("202.555.0100 ext. 12", "tel:2025550100;ext=12"),
        ("202/555 0100, 12", "tel:2025550100;ext=12"),
        ("+1 202-555-0100 x7", "tel:+12025550100;ext=7"),
        ("+1 202‑555‑0100", "tel:+12025550100"),
        ("202 555 0100 or 0101", ""),
        ("ask at the gate", ""),
        ("1-800-LANTERN", ""),
        ("112", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_number_is_dialled_only_when_it_plainly_is_one(phone: str, uri: str) -> None:
    assert dial(phone) == uri


@pytest.mark.parametrize(
    ("email", "link"),
    [
        ("press@example.org", "mailto:press@example.org"),
        ("o.d'or+press@example.org", "mailto:o.d'or+press@example.org"),
        ("press (at) example.org", ""),
        ("press@example.org?bcc=me@example.net", ""),
        ("press@example.org, desk@example.org", ""),
        ("", ""),
    ],
)
def test_an_address_is_written_to_only_when_it_is_one(email: str, link: str) -> None:
    assert make_contact(Contact(email=email), "").mail == link
