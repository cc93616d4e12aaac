"""For a WSGI server of your own: ``gunicorn mingcha.wsgi:application``."""

from mingcha.house import open_house
from mingcha.web import build_flask

application = build_flask(open_house())
