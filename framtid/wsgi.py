"""What the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from framtid.middleware import utf8_only

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "framtid.settings")
application = utf8_only(get_wsgi_application())
