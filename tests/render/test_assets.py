"""Assets, and where layouts lie."""

from pathlib import Path

from generator.render import load_assets, shipped_layouts


def write(folder: Path, name: str, data: bytes) -> None:
    path = folder / "assets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def test_address_of_an_asset_changes_with_its_bytes(tmp_path: Path) -> None:
    write(tmp_path, "style.css", b"a {}")
    (before,) = load_assets([tmp_path])
    write(tmp_path, "style.css", b"b {}")
    (after,) = load_assets([tmp_path])
    assert before == ("style.css", "/assets/style.9a4487cc.css", b"a {}")
    assert after == ("style.css", "/assets/style.cf2f3b65.css", b"b {}")


def test_assets_come_by_name_with_their_folders(tmp_path: Path) -> None:
    for name in ("z.css", "fonts/a.b.woff2", "LICENSE", ".DS_Store", ".git/config"):
        write(tmp_path, name, b"")
    assert [(asset.name, asset.address) for asset in load_assets([tmp_path])] == [
        ("LICENSE", "/assets/LICENSE.e3b0c442"),
        ("fonts/a.b.woff2", "/assets/fonts/a.b.e3b0c442.woff2"),
        ("z.css", "/assets/z.e3b0c442.css"),
    ]


def test_asset_of_the_site_wins_over_the_one_shipped(tmp_path: Path) -> None:
    write(tmp_path / "site", "style.css", b"mine")
    write(tmp_path / "shipped", "style.css", b"theirs")
    write(tmp_path / "shipped", "other.css", b"other")
    found = load_assets([tmp_path / "site", tmp_path / "shipped"])
    assert [(asset.name, asset.data) for asset in found] == [("other.css", b"other"), ("style.css", b"mine")]


def test_site_without_layouts_has_no_assets(tmp_path: Path) -> None:
    assert load_assets([tmp_path / "absent"]) == ()


def test_shipped_layouts_are_found() -> None:
    assert (shipped_layouts() / "base.html").is_file()
    assert "style.css" in {asset.name for asset in load_assets([shipped_layouts()])}
