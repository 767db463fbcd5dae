"""Sessions that a look into their table does not give away: the cookie is signed, and what a row says is bound to its key."""
from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

SIGNER = "liandong.session.cookie"


class SessionStore(db.SessionStore):
    """A session in the database; moved to another row, it says nothing."""

    @property
    def key_salt(self) -> str:
        """What the row's content is signed under, besides the secret."""
        return f"liandong.session.{self.session_key}"


class SignedSessionMiddleware(SessionMiddleware):
    """The key that stands in the table opens nothing: the browser shows it with our signature."""

    def process_request(self, request: HttpRequest) -> None:
        """The session of a cookie that we signed; an empty one else."""
        try:
            key = Signer(salt=SIGNER).unsign(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
        except BadSignature:
            key = None
        request.session = self.SessionStore(key)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The answer, its cookie signed where it has one."""
        response = super().process_response(request, response)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie and cookie.value:
            response.cookies[settings.SESSION_COOKIE_NAME] = cookie_of(cookie.value)
        return response


def cookie_of(key: str) -> str:
    """What the browser keeps of a session's key."""
    return Signer(salt=SIGNER).sign(key)
