"""What every page knows about the person who looks."""


def visitor(request):
    return {}
