"""Words that carry no subject: in a question they are looked for only when there are no others."""

from __future__ import annotations

_ENGLISH = """
a about after all also am an and any are as at be because been before being but by can could
did do does doing for from get give given had has have he her him his how i if in into is it its
me more most my no not of on one or other our out over please she should so some such tell than
that the their them then there these they this those through to under up us was we were what when
where which while who whom whose why will with would you your
mention mentioned mentions said say saying says speak speaks spoke tells told write writes written
wrote
"""
_RUSSIAN = """
а без бы был была были было быть в вам вас во вот вы где да для до его ее если есть еще же за и
из или им их к как какая какие каким какими каких какого какое какой каком какому какую ко когда
кого кому кто ли меня мне мы на над нам нас не него нее нет ни них но о об они он она оно от по
под при про с со так такое также там то тогда того тоже той только том ту ты у уже чего чем чему
что чтобы эта эти это этого этой этом этот эту я который которая которое которые которых котором
которой которую говорил говорила говорили говорилось говорит говорится говорят написал написала
написали написано писал писала писали пишет пишут рассказал рассказала рассказали рассказывает
сказал сказала сказали сказано
"""
STOP_WORDS = frozenset((_ENGLISH + _RUSSIAN).split())
"""In the form in which words are compared."""
