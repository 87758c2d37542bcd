"""Ticker symbols as releases give them: (NYSE: ABC), (NASDAQ: A; TSX.V: B)."""

import re

_EXCHANGES = (
    "NYSE American|NYSE Arca|NYSE MKT|NYSE|NasdaqGS|NasdaqGM|NasdaqCM|NASDAQ|OTCQB|OTCQX|OTC Pink|OTC Markets|OTCPK"
    "|OTCMKTS|OTC|TSX-V|TSX\\.V|TSXV|TSX|CSE|CBOE|NEO|LSE|AIM|ASX|NZX|HKEX|SEHK|HKSE|SGX|TSE|TYO|KRX|KOSDAQ|SSE|SZSE"
    "|NSE|BSE|JSE|FSE|FRA|FWB|XETRA|SIX|Euronext Paris|Euronext Amsterdam|Euronext Brussels|Euronext|EPA|BIT|BME|STO"
    "|OMX|OSE|OSL|BMV|B3|TASE|ADX|DFM|TADAWUL"
)
_TICKER = re.compile(
    rf"(?P<exchange>{_EXCHANGES})\s?:\s?(?P<symbol>[A-Z0-9]{{1,6}}(?:[.\-][A-Z]{{1,3}})?)\b(?!\.\w)", re.IGNORECASE
)
_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{3,120})[)\]]")
_COLON = re.compile(r":\s?\w")
"""Stands in every bracket with a symbol, and in no address of the web."""
_OWN_SPELLING = {"nasdaq": "NASDAQ", "nyse american": "NYSE American", "nyse arca": "NYSE Arca", "otc pink": "OTC Pink"}


def find_tickers(text: str) -> tuple[str, ...]:
    """Return the symbols that stand in brackets with their exchange, as EXCHANGE:SYMBOL, each once."""
    found: dict[str, None] = {}
    for bracket in _BRACKET.finditer(text):
        for ticker in _TICKER.finditer(bracket[1]) if _COLON.search(bracket[1]) else ():
            if ticker["symbol"].isupper() or ticker["symbol"].isdigit():
                exchange = " ".join(ticker["exchange"].split())
                found[f"{_OWN_SPELLING.get(exchange.lower(), exchange)}:{ticker['symbol']}"] = None
    return tuple(found)
