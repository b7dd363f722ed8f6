"""Addresses of the staff console, below `/console/`."""

from django.urls import path, re_path

from bot.web.console import access, account, actions, callback, conversation, queue, watch

app_name = "console"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("veille/", watch.watch, name="watch"),
    path("connexion/", account.SignIn.as_view(), name="sign_in"),
    path("deconnexion/", account.SignOut.as_view(), name="sign_out"),
    path("mot-de-passe/", account.change_password, name="password"),
    path("conversations/<int:pk>/", conversation.conversation, name="conversation"),
    path("conversations/<int:pk>/fil/", conversation.thread, name="thread"),
    path("conversations/<int:pk>/prendre/", actions.take, name="take"),
    path("conversations/<int:pk>/repondre/", actions.answer, name="answer"),
    path("conversations/<int:pk>/rendre/", actions.give_back, name="give_back"),
    path("conversations/<int:pk>/clore/", actions.close, name="close"),
    path("conversations/<int:pk>/numero/", callback.show_number, name="number"),
    path("conversations/<int:pk>/rappele/", callback.mark_called, name="called"),
    re_path(r"", access.page(access.unknown), name="unknown"),
]
