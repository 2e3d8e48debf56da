"""What WeasyPrint leaves undone for a file that is both an archive copy (PDF/A-3a) and accessible (PDF/UA-1)."""

import re
from io import BytesIO

import pikepdf
from pikepdf import Array

CLAIM = b"""
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
MARKED = re.compile(rb"/\w+\s<<\s*/MCID (\d+)\s*>>\sBDC")


def finish(pdf: bytes, more=id) -> bytes:
    """The PDF as rendered → the finished PDF. Same bytes in, same bytes out.

    more: what else is to be done with the document (of pikepdf), at the end.
    """
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        set_running_heads_aside(document)
        claim_accessibility(document)
        list_attachments_once(document)
        more(document)
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def set_running_heads_aside(document) -> None:
    """Head and foot of the page are artifacts: a reader's voice passes them over.

    WeasyPrint tags them like text but leaves them out of the tree, so they are what leads to no branch of it.
    """
    tree = document.Root.StructTreeRoot
    trunk = tree.K[0]
    branches = {branch.objgen for branch in trunk.K}
    in_tree = {}

    def belongs(element) -> bool:
        key = element.objgen
        if key not in in_tree:
            parent = element.P
            in_tree[key] = key in branches if parent.objgen == trunk.objgen else belongs(parent)
        return in_tree[key]

    owners = dict(zip(*[iter(tree.ParentTree.Nums)] * 2, strict=True))
    for number, page in enumerate(document.pages):
        marks = owners[number]
        aside = {n for n, element in enumerate(marks) if element is not None and not belongs(element)}
        for n in aside:
            marks[n] = None
        if aside:
            page.Contents.write(as_artifacts(page.Contents.read_bytes(), aside))


def as_artifacts(content: bytes, aside: set[int] | None = None) -> bytes:
    """aside: the marks that are artifacts; all of them, if it is not given."""

    def mark(found):
        return b"/Artifact <</Type /Pagination>> BDC" if aside is None or int(found[1]) in aside else found[0]

    return MARKED.sub(mark, content)


def claim_accessibility(document) -> None:
    packet = document.Root.Metadata
    packet.write(packet.read_bytes().replace(b"</rdf:RDF>", CLAIM + b"</rdf:RDF>"))


def list_attachments_once(document) -> None:
    if "/AF" in document.Root:
        document.Root.AF = Array({file.objgen: file for file in document.Root.AF}.values())
