from django.urls import path, re_path

from programmes.api import views
from programmes.api.changes import Changes
from programmes.api.resources import RESOURCES
from programmes.api.search import Search

# The last pattern makes a 404 below /api/ a problem+json too.
urlpatterns = [
    path("v1", views.Root.as_view(), name="api-root"),
    path("v1/openapi.json", views.OpenAPI.as_view(), name="api-openapi"),
    path("v1/wijzigingen", Changes.as_view(), name="api-changes"),
    path("v1/zoek", Search.as_view(), name="api-search"),
    *(
        path(f"v1/{each.path}", views.Collection.as_view(resource=each), name=f"api-{each.path}")
        for each in RESOURCES
    ),
    *(
        path(
            f"v1/{each.path}/<str:identifier>",
            views.Item.as_view(resource=each),
            name=f"api-{each.path}-item",
        )
        for each in RESOURCES
    ),
    re_path(r"^(?P<rest>.+)$", views.NotFound.as_view(), name="api-not-found"),
]
