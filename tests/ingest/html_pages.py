"""Pages as newsrooms and wires make them, written for the tests."""

NEWSROOM = """\
<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8">
<title>Acme opens a harbour in Ostend | Acme Newsroom</title>
<link rel="canonical" href="https://news.acme.test/releases?id=17">
<meta property="og:site_name" content="Acme Newsroom">
<meta property="og:title" content="Acme opens a harbour in Ostend | Acme Newsroom">
<meta name="description" content="The first harbour of its kind.">
<meta name="keywords" content="harbours, Ostend, shipping">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "Acme Newsroom"},
{"@type": "NewsArticle", "headline": "Acme opens a harbour in Ostend", "inLanguage": "en-GB",
"datePublished": "2024-03-05T09:30:00+01:00", "dateModified": "2024-03-06",
"publisher": {"@type": "Organization", "name": "Acme plc"}, "keywords": ["harbours", "Ostend"]}]}</script>
</head>
<body>
<div id="cookie-consent" class="cookie-banner"><p>We use cookies to improve your experience on our website. Read
our policy about cookies to learn more.</p><button>Accept all</button></div>
<header class="site"><a href="/"><img src="/logo.svg" alt="Acme"></a><nav><ul><li><a href="/about">About
us</a></li><li><a href="/products">Products</a></li><li><a href="/news">News</a></li></ul></nav></header>
<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/news">News</a></div>
<main><article>
<h1>Acme opens a harbour in Ostend</h1>
<p class="date">5 March 2024</p>
<div class="share-buttons"><a href="https://x.test/share">Share on X</a> <a href="https://f.test/share">Share on
F</a></div>
<div class="body">
<p>OSTEND, Belgium, 5 March 2024 – Acme plc today opened a harbour for small ships, the first of its kind on the
coast, after four years of work by six hundred people.</p>
<p>“We built it for those who come after us,” said Mary Miller, chief executive of Acme plc. “The sea was here
before us &amp; it will be here after us.”</p>
<figure><img src="/img/harbour.jpg" alt="Ships at a quay" width="800" height="600"><figcaption>The harbour on its
first morning. Photo: Jan Peeters</figcaption></figure>
<p>The harbour has three parts, each of which can be used by itself, and all of which were finished in time:</p>
<ul><li>the outer basin, with
<ul><li>two quays for fishing boats</li><li>a lock of 5*8 metres</li></ul></li><li>the inner basin, which <a
href="/inner">never falls dry</a></li></ul>
<table><thead><tr><th>Year</th><th>Ships</th></tr></thead><tbody><tr><td>2022</td><td>114</td></tr><tr><td>2023</td><td>1,204</td></tr></tbody></table>
<h2>About Acme</h2>
<p>Acme plc builds harbours for small ships on the coasts of the North Sea and employs six hundred people in four
countries.</p>
</div>
<div class="related-news"><h3>Related news</h3><ul><li><a href="/1">Acme buys a crane from a company in
Ghent</a></li><li><a href="/2">Acme sells a crane to a company in Bruges</a></li><li><a href="/3">Acme rents a
crane to nobody</a></li></ul></div>
</article></main>
<footer><p>© 2024 Acme plc. All rights reserved. Legal notice and privacy policy of this website.</p></footer>
<script>document.write("tracked")</script>
</body></html>
"""

WIRE = """\
<html><head><title>Borealis Doubles Its Fleet of Electric Ferries</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta property="og:url" content="https://wire.example/news/9.html"></head>
<body><div class="top-menu"><a href="/a">Log in</a> | <a href="/b">Sign up</a> | <a href="/c">Contact us</a></div>
<div class="release"><h1>Borealis Doubles Its Fleet of Electric Ferries</h1>
<div class="provided">News provided by<br><b>Borealis Inc.</b></div>
<div class="release-body">
<p><span>OSLO, Norway</span>, <span>Jan. 11, 2024</span> /PRNewswire/ -- Borealis Inc. (NASDAQ: BORE) today said that it
will double its fleet of electric ferries by the end of the decade, from eleven ships to twenty-two.</p>
<p>The first of the new ships was laid down in a yard on the west coast of Norway, and will carry 300 people.</p>
<p><b>Media contact:</b><br>Kari Nordmann<br>press@borealis.example<br>+47 22 00 00 00</p>
</div></div>
<div class="footer">Terms of use and privacy of this website are those of the company that runs it.</div>
</body></html>
"""

BROKEN = """\
<html><title>Delta closes a mine - Delta News</title><body><div class=nav><a href=/>Home</a></div>
<h1>Delta closes a mine<h2>The last shift ends in June</h2>
<p>CARDIFF, Wales, 2 June 2021 - Delta Mining today closed <b>its last mine in the valley, where coal was cut for 120
years
<p>The pit employed four hundred people, of whom most have found other work with the help of the company.
<ul><li>two hundred in wind parks<li>ninety in schools and hospitals</ul>
"""
