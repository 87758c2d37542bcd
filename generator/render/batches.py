"""Rendering of many pages at once, by whichever process: what goes in and comes out is data."""

from functools import cache
from time import perf_counter
from typing import Any

import msgspec

from generator.contexts import LAYOUTS, Layout
from generator.digests import digest_of
from generator.render.layouts import Layouts
from generator.render.renderer import Renderer

_ENCODER = msgspec.msgpack.Encoder()
_RENDERERS: dict[str, Renderer] = {}


def encode_context(context: Layout) -> bytes:
    """Return a context as it crosses from one process to another."""
    return _ENCODER.encode(context)


def render_batch(layouts: Layouts, pages: list[tuple[str, bytes]]) -> list[tuple[bytes, float]]:
    """Render pages, each given by the name of its layout and its encoded context; each comes with its seconds."""
    renderer = _renderer(tuple(layouts.items()))
    return [_render(renderer, layout, context) for layout, context in pages]


def _render(renderer: Renderer, layout: str, context: bytes) -> tuple[bytes, float]:
    began = perf_counter()
    data = renderer.render(layout, _decoder(layout).decode(context))
    return data, perf_counter() - began


def _renderer(layouts: tuple[tuple[str, bytes], ...]) -> Renderer:
    """Return the renderer of these layouts, the last one if it was of the same."""
    digest = digest_of(layouts)
    if digest not in _RENDERERS:
        _RENDERERS.clear()
        _RENDERERS[digest] = Renderer(dict(layouts))
    return _RENDERERS[digest]


@cache
def _decoder(layout: str) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(LAYOUTS[layout])
