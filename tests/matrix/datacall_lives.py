"""How data calls and answers come into a state, and how each verb is done to them."""

from asking import answer_in, call_in, result_in, values_of
from matrix.lives import Life
from stories import in_days

from core.permissions import SYSTEM
from linkage.datacalls.actions import answering, calling, publishing
from linkage.datacalls.models import DataAnswer, DataCall

LIVES = (
    Life(
        DataCall,
        lambda cast, status, verb: result_in(cast, published=False) if status == "closed" else call_in(cast, status),
        {
            "issue": lambda row: calling.datacall_issue(actor=SYSTEM, call=row),
            "urge": lambda row: calling.datacall_urge(actor=SYSTEM, call=row),
            "extend": lambda row: calling.datacall_extend(actor=SYSTEM, call=row, due_on=in_days(9), reason="正在核对"),
            "close": lambda row: calling.datacall_close(actor=SYSTEM, call=row),
            "publish": lambda row: publishing.datacall_publish(actor=SYSTEM, call=row),
            "withdraw": lambda row: calling.datacall_withdraw(actor=SYSTEM, call=row, reason="重复布置"),
        },
    ),
    Life(
        DataAnswer,
        lambda cast, status, verb: answer_in(cast, status),
        {
            "save": lambda row: answering.dataanswer_save(actor=SYSTEM, answer=row, values=values_of(row.call)),
            "submit": lambda row: answering.dataanswer_submit(actor=SYSTEM, answer=row, values=values_of(row.call)),
            "approve": lambda row: answering.dataanswer_approve(actor=SYSTEM, answer=row),
            "return": lambda row: answering.dataanswer_return(actor=SYSTEM, answer=row, reason="数字有误"),
        },
    ),
)
