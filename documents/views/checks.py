from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cities.access import holder
from cities.acts import Act
from common.forms import posted
from documents.checking import check_file
from documents.forms import FileForm
from documents.standing import mark_of


@require_http_methods(["GET", "POST"])
@holder(Act.READ_VERSION)
def file_check(request):
    """Is a PDF that somebody has one of ours, and unchanged?"""
    form = FileForm(posted(request), request.FILES or None)
    answer = check_file(form.cleaned_data["file"].read(), request.user) if form.is_valid() else None
    context = {"form": form, "answer": answer, "mark": mark_of(answer.print.edition) if answer and answer.print else ""}
    return render(request, "documents/file_check.html", context, status=form.status)
