"""Registered documents."""

import json

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from stories import document_in

from api.trusted.manifests import digest_of

TEXT = "query Needs { needs(first: 5) { nodes { id title } } }"


@good("documentRegister")
def _document_register(cast: Cast) -> Good:
    return "security", {"client": gid(document_in(cast).client), "text": TEXT, "name": "需求列表"}


@good("documentImport")
def _document_import(cast: Cast) -> Good:
    manifest = json.dumps({digest_of(TEXT): TEXT})
    return "security", {"client": gid(document_in(cast).client), "manifest": manifest}


@good("documentRetire")
def _document_retire(cast: Cast) -> Good:
    return "security", {"id": gid(document_in(cast)), "reason": "改版", "version": 1}


@good("documentRestore")
def _document_restore(cast: Cast) -> Good:
    return "security", {"id": gid(document_in(cast, "retired")), "version": 2}
