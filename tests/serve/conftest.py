"""What the tests of the preview share."""

from tests.browser import chromium as chromium
