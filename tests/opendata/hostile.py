"""Texts that break formats without proper escaping."""

HOSTILE = [
    "zij zei \"ja\", toen; 'nee' & <b>wél</b>",
    "regel een\nregel twee\r\nregel drie",
    "\u202eomgekeerd\u202c مرحبا שלום",
    "🦊👩‍👩‍👧‍👦 Yeşilgöz e\u0301",
    "=HYPERLINK(1+1)",
    "@SUM(A1:A9)\t|;,",
    "]]> <!-- -- --> <?xml?> &amp; &#0;",
    "lang " * 2_000,
]
