"""The names that columns of tables have in several languages, and the field of a release that each means."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

_NAMES = {
    "title": "title headline heading überschrift titel titre título titulo titolo judul заголовок 标题 標題 タイトル"
    " 제목 عنوان כותרת post_title",
    "subtitle": "subtitle subhead subheadline subheading deck untertitel sous_titre subtítulo subtitulo sottotitolo"
    " ondertitel подзаголовок",
    "body": "body text content html article full_text body_text body_html body_xhtml copy inhalt volltext haupttext"
    " meldung texte contenu corps texto contenido cuerpo conteúdo conteudo corpo testo contenuto tekst inhoud isi"
    " текст 正文 本文 본문 نص متن תוכן post_content",
    "date": "date published publish_date pub_date pubdate published_at publication_date date_published release_date"
    " issued datum veröffentlicht erschienen veröffentlichungsdatum date_de_publication publié fecha"
    " fecha_de_publicación publicado data data_de_publicação pubblicato gepubliceerd tanggal дата 日期 日付 날짜 تاريخ"
    " تاریخ תאריך post_date",
    "updated": "updated modified updated_at lastmod last_modified date_modified geändert aktualisiert modifié",
    "embargo": "embargo embargoed embargo_until embargoed_until sperrfrist",
    "source_url": "url link permalink source_url address web_address adresse lien enlace liga collegamento tautan"
    " ссылка",
    "tags": "tags tag keywords keyword categories category topics schlagwörter schlagworte stichwörter kategorien"
    " mots_clés mots_cles catégories etiquetas palabras_clave categorías parole_chiave categorie trefwoorden теги",
    "language": "language lang sprache langue idioma lingua taal bahasa язык locale",
    "summary": "summary description abstract excerpt teaser lead zusammenfassung beschreibung résumé resumen"
    " descripción resumo sommario samenvatting ringkasan post_excerpt",
    "slug": "slug post_name",
    "number": "number release_number nummer numéro número",
    "dateline": "dateline",
    "status": "status post_status",
    "people": "people persons personen",
    "organizations": "organizations organisations companies organisationen",
    "places": "places locations orte",
    "tickers": "tickers ticker symbols",
}
_FIELD_OF = {name: field for field, listed in _NAMES.items() for name in listed.split()}
FIELDS = tuple(_NAMES)
"""What `--map` can name."""


def find_columns(columns: Iterable[str]) -> Mapping[str, str]:
    """Return the column of each field that a table has, the first where several would do."""
    found: dict[str, str] = {}
    rank: dict[str, int] = {}
    for column in columns:
        name = _column_key(column)
        field = _FIELD_OF.get(name)
        # The commonest names stand first: of `html` and `body`, both there, `body` is meant.
        place = _NAMES[field].split().index(name) if field else 0
        if field and (field not in found or place < rank[field]):
            found[field], rank[field] = column, place
    return found


def _column_key(column: str) -> str:
    return re.sub(r"[\W_]+", "_", unicodedata.normalize("NFKC", column).casefold()).strip("_")
