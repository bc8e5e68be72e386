"""A breach as people read it: a sentence that begins with whom, or what, it is about."""

from scheduler.book import Book
from scheduler.rule import Breach
from scheduler.text import Language


def said_breach(breach: Breach, book: Book, language: Language) -> str:
    """The breach's own sentence, its person or subject put first where it does not name them."""
    case = book.case
    sentence = breach.said(language, case.clock)
    about = case.everyone[breach.who].name if breach.who is not None else breach.subject
    return sentence if not about or about in sentence else f"{about}: {sentence}"
