"""What graphql-core finds wrong with a document or its values, in Chinese; names of the schema stay as they are.

``tests/api/test_words.py`` provokes each of them. A message that is not known here is told as it came.
"""

import re

_NAME = r"('[^']*'|\"[^\"]*\")"
# Alternatives that graphql-core adds where a name is nearly right.
_MEANT = re.compile(r" Did you mean (?P<names>.+)\?$", re.DOTALL)

_SENTENCES: list[tuple[str, str]] = [
    # --- the text ---
    (
        r"Syntax Error: Document contains more than (\d+) tokens\. Parsing aborted\.",
        "语法错误：查询超过 {0} 个词，请分多次查询。",
    ),
    (r"Syntax Error: Document is nested too deeply\. Parsing aborted\.", "语法错误：查询嵌套过深。"),
    (r"Syntax Error: Unexpected (.+)\.", "语法错误：此处不应出现 {0}。"),
    (r"Syntax Error: Expected (.+), found (.+)\.", "语法错误：此处应为 {0}，实际为 {1}。"),
    (r"Syntax Error: Unterminated string\.", "语法错误：文本没有结束的引号。"),
    (r"Syntax Error: Invalid number, .+: (.+)\.", "语法错误：数字写法不正确，多出了 {0}。"),
    (r"Syntax Error: Invalid character within String: (.+)\.", "语法错误：文本中有不能使用的字符 {0}。"),
    (r"Syntax Error: Invalid (?:character|Unicode) escape sequence: (.+)\.", "语法错误：文本中的转义 {0} 不正确。"),
    (r"Syntax Error: Cannot parse the unexpected character (.+)\.", "语法错误：不能使用字符 {0}。"),
    (r"Syntax Error: Invalid character: (.+)\.", "语法错误：不能使用字符 {0}。"),
    (r"Syntax Error: (.+)", "语法错误：{0}"),
    # --- names ---
    (rf"Cannot query field {_NAME} on type {_NAME}\.", "类型 {1} 没有字段 {0}。"),
    (rf"Unknown type {_NAME}\.", "没有类型 {0}。"),
    (rf"Unknown argument {_NAME} on field {_NAME}\.", "字段 {1} 没有参数 {0}。"),
    (rf"Unknown argument {_NAME} on directive {_NAME}\.", "指令 {1} 没有参数 {0}。"),
    (rf"Unknown directive {_NAME}\.", "没有指令 {0}。"),
    (rf"Unknown fragment {_NAME}\.", "没有片段 {0}。"),
    (
        rf"There can be only one (?:operation|fragment|variable|argument|input field) named {_NAME}\.",
        "{0} 只能有一个。",
    ),
    (r"This anonymous operation must be the only defined operation\.", "没有名称的操作只能单独提交。"),
    (r"The .* operation is not executable.*|Schema is not configured .*", "接口不支持这种操作。"),
    # --- selections and fragments ---
    (
        rf"Field {_NAME} must not have a selection since type {_NAME} has no subfields\.",
        "字段 {0} 的类型 {1} 没有下级字段，请去掉花括号。",
    ),
    (rf"Field {_NAME} of type {_NAME} must have a selection of subfields\.", "字段 {0} 的类型是 {1}，须选取下级字段。"),
    (rf"Fragment {_NAME} is never used\.", "片段 {0} 没有使用。"),
    (rf"Fragment(?: {_NAME})? cannot condition on non composite type {_NAME}\.", "片段不能用在类型 {1} 上。"),
    (
        rf"Fragment(?: {_NAME})? cannot be spread here as objects of type {_NAME} can never be of type {_NAME}\.",
        "片段不能用在此处：{1} 不可能是 {2}。",
    ),
    (rf"Cannot spread fragment {_NAME} within itself.*\.", "片段 {0} 不能包含自己。"),
    (
        r"Fields (.+?) conflict because (.+)\. Use different aliases on the fields to fetch both .*\.",
        "字段 {0} 重复而内容不同，请各用一个别名。",
    ),
    (rf"Directive {_NAME} may not be used on .+\.", "指令 {0} 不能用在此处。"),
    (rf"The directive {_NAME} can only be used once at this location\.", "指令 {0} 在此处只能用一次。"),
    (
        r"Too many validation errors, error limit reached\. Validation aborted\.|Validation aborted\.",
        "错误过多，其余没有列出。",
    ),
    # --- variables ---
    (rf"Variable {_NAME} is never used(?: in operation {_NAME})?\.", "变量 {0} 没有使用。"),
    (rf"Variable {_NAME} is not defined(?: by operation {_NAME})?\.", "没有定义变量 {0}。"),
    (rf"Variable {_NAME} cannot be non-input type {_NAME}\.", "变量 {0} 不能是类型 {1}。"),
    (
        rf"Variable {_NAME} of type {_NAME} used in position expecting type {_NAME}\.",
        "变量 {0} 的类型是 {1}，此处需要 {2}。",
    ),
    (rf"Variable {_NAME} of required type {_NAME} was not provided\.", "缺少变量 {0}（类型 {1}）。"),
    (rf"Variable {_NAME} of non-null type {_NAME} must not be null\.", "变量 {0} 不能为空（类型 {1}）。"),
    (
        r"Too many errors processing variables, error limit reached\. Execution aborted\.",
        "变量中的错误过多，其余没有列出。",
    ),
    # --- values ---
    (
        rf"(?:Field|Directive) {_NAME} argument {_NAME} of type {_NAME} is required, but it was not provided\.",
        "{0} 缺少参数 {1}（类型 {2}）。",
    ),
    (rf"Argument {_NAME} of required type {_NAME} was not provided\.", "缺少参数 {0}（类型 {1}）。"),
    (rf"Argument {_NAME} of non-null type {_NAME} must not be null\.", "参数 {0} 不能为空（类型 {1}）。"),
    (
        rf"Argument {_NAME} of required type {_NAME} was provided the variable {_NAME} which was not .*\.",
        "参数 {0} 的变量 {2} 没有给出。",
    ),
    (r"Argument (.+) has invalid value (.+)\.", "参数 {0} 的值 {1} 不正确。"),
    (rf"Field {_NAME} of required type {_NAME} was not provided\.", "缺少 {0}（类型 {1}）。"),
    (rf"Field {_NAME} is not defined by type {_NAME}\.", "{1} 没有 {0}。"),
    (rf"Value (.+) does not exist in {_NAME} enum\.", "{1} 没有值 {0}。"),
    (rf"Enum {_NAME} cannot represent non-(?:enum|string) value: (.+)\.", "{0} 没有值 {1}。"),
    (r"Int cannot represent non-integer value: (.+)", "这里需要整数，给出的是 {0}。"),
    (r"Int cannot represent non 32-bit signed integer value: (.+)", "整数 {0} 超出范围。"),
    (r"String cannot represent a non string value: (.+)", "这里需要文本，给出的是 {0}。"),
    (r"Boolean cannot represent a non boolean value: (.+)", "这里需要 true 或 false，给出的是 {0}。"),
    (r"ID cannot represent (?:a non-string and non-integer )?value: (.+)", "这里需要编号，给出的是 {0}。"),
    (rf"Expected type {_NAME} to be a mapping\.", "这里需要对象 {0}。"),
    (rf"Expected non-nullable type {_NAME} not to be None\.", "不能为空（类型 {0}）。"),
    (rf"Expected type {_NAME}\.(?: (.+))?", "值不正确（类型 {0}）。{1}"),
    (rf"Expected value of type {_NAME}, found (.+)\.", "这里需要 {0}，给出的是 {1}。"),
]
_KNOWN = [(re.compile(pattern, re.DOTALL), told) for pattern, told in _SENTENCES]
_OF_VARIABLE = re.compile(rf"Variable {_NAME} got invalid value (.+?)(?: at {_NAME})?; (.+)", re.DOTALL)
_BECAUSE = re.compile(rf"Expected value of type {_NAME}, found (.+?); (.+)", re.DOTALL)


def in_chinese(message: str) -> str:
    """The message as people read it here."""
    if found := _OF_VARIABLE.fullmatch(message):
        variable, value, at, reason = found.groups()
        return f"变量 {at or variable} 的值 {value} 不正确：{in_chinese(reason)}"
    if found := _BECAUSE.fullmatch(message):
        return f"{found[2]} 不正确：{in_chinese(found[3])}"
    meant = _MEANT.search(message)
    if meant:
        names = (
            meant["names"]
            .replace("the enum value ", "")
            .replace(", or ", "、")
            .replace(" or ", "、")
            .replace(", ", "、")
        )
        return f"{in_chinese(message[: meant.start()])}是不是 {names}？"
    for pattern, told in _KNOWN:
        if found := pattern.fullmatch(message):
            return told.format(*(group or "" for group in found.groups()))
    return message
