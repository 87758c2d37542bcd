"""Render: one page's context into bytes, a pure function of the layout and the context.

A layout is given nothing else: no clock, no file, no other page.
"""

from generator.layout_folders import shipped_layouts
from generator.render.assets import Asset, load_assets
from generator.render.batches import encode_context, render_batch
from generator.render.layouts import Layouts, read_layouts
from generator.render.renderer import Renderer

__all__ = [
    "Asset",
    "Layouts",
    "Renderer",
    "encode_context",
    "load_assets",
    "read_layouts",
    "render_batch",
    "shipped_layouts",
]
