"""What a PDF/A-3 file says of itself (XMP), dated by the document instead of the clock."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_PACKET = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/">
    <rdf:Description rdf:about="" pdfaid:part="3" pdfaid:conformance="B"
      pdf:Producer="{producer}" xmp:CreatorTool="{creator}"
      xmp:CreateDate="{moment}" xmp:ModifyDate="{moment}" xmp:MetadataDate="{moment}">
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
      <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
    </rdf:Description>
  </rdf:RDF>
</x:xmpmeta>"""


def xmp_packet(title: str, author: str, creator: str, producer: str, moment: datetime) -> str:
    """The packet; it repeats the title, author and date of the file's information dictionary."""
    return _PACKET.format(
        title=escape(title),
        author=escape(author),
        creator=escape(creator),
        producer=escape(producer),
        moment=moment.isoformat(timespec="seconds"),
    )
