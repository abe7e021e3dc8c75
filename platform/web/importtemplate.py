"""The sheet that people fill in for an import: headings, an example, drop-downs, and what each column means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import FileResponse

from web.export import XLSX


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the sheet and the keyword of the action that it feeds; ``help`` is read in the template."""

    name: str
    label: str
    required: bool = False
    example: str = ""
    help: str = ""


def template_response(
    title: str,
    fields: Sequence[Field],
    options: Mapping[str, Sequence[str]],
    further: Sequence[Mapping[str, str]] = (),
) -> FileResponse:
    """The template as a download; ``options`` fill the drop-downs, ``further`` are more lines of the example."""
    from web.templatebook import template_book

    # The response closes the file when it has been sent.
    return FileResponse(
        template_book(title, fields, options, further),
        as_attachment=True,
        filename=f"{title}.xlsx",
        content_type=XLSX,
    )
