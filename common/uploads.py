"""Files that come in: what is larger than anything here takes is let through without being kept anywhere."""

from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

MOST = 50 * 1024 * 1024
"""Bytes of the largest file that any form takes."""
AROUND = 64 * 1024
"""Bytes of a form beside its file."""


class Bounded(FileUploadHandler):
    """Leaves of a file that is too large nothing but an empty one that says the size, for the form to refuse."""

    over = 0

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > MOST + AROUND:
            self.over = content_length

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if self.over:
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data, start):
        return None if self.over else raw_data

    def file_complete(self, file_size):
        return UploadedFile(BytesIO(), self.file_name, self.content_type, self.over) if self.over else None
