"""`dateline serve`: a preview that follows every change."""

from pathlib import Path

import click

from generator.commands.options import SITE


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 takes any.")
@click.option("--drafts/--no-drafts", default=True, show_default=True, help="Show drafts and embargoed releases.")
@click.option("--follow", is_flag=True, help="Go to the release that is being edited.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@SITE
def serve(*, host: str, port: int, drafts: bool, follow: bool, open_browser: bool, site: Path) -> None:
    """Preview the site, and build and reload it whenever something changes."""
    from generator.serve import ServeOptions
    from generator.serve import serve as serve_site

    serve_site(site, ServeOptions(host=host, port=port, drafts=drafts, follow=follow, open_browser=open_browser))
