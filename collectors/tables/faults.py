"""Why a row of a file cannot be used: the code that is kept, and what people are told."""

from enum import StrEnum


class RowFault(StrEnum):
    """The reason for which a row is set aside. The code is kept with the row; `words` are shown."""

    NUMBER_MISSING = "number_missing"
    NUMBER_TOO_LONG = "number_too_long"
    AGENCY_MISSING = "agency_missing"
    RECEIPT_MISSING = "receipt_missing"
    IMPOSSIBLE_DATE = "impossible_date"
    NOT_A_DATE = "not_a_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    INCOMPLETE_DATE = "incomplete_date"
    DATE_IN_FUTURE = "date_in_future"
    REPLY_BEFORE_RECEIPT = "reply_before_receipt"
    DATES_OUT_OF_ORDER = "dates_out_of_order"
    REPLY_DATE_MISSING = "reply_date_missing"
    REPEATED_ID = "repeated_id"
    TOO_MANY_CELLS = "too_many_cells"
    UNKNOWN_AGENCY = "unknown_agency"
    AMBIGUOUS_AGENCY = "ambiguous_agency"
    OUT_OF_SCOPE = "out_of_scope"
    UNKNOWN_SITE = "unknown_site"
    UNKNOWN_ACCOUNT = "unknown_account"
    UNKNOWN_REGION = "unknown_region"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_COLUMN = "unknown_column"
    UNKNOWN_WORD = "unknown_word"
    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_A_NUMBER = "not_a_number"

    @property
    def words(self) -> str:
        """The fault in a few words, in Chinese."""
        return _WORDS[self]


_WORDS = {
    RowFault.NUMBER_MISSING: "缺少编号",
    RowFault.NUMBER_TOO_LONG: "编号过长",
    RowFault.AGENCY_MISSING: "缺少单位",
    RowFault.RECEIPT_MISSING: "缺少收件日期",
    RowFault.IMPOSSIBLE_DATE: "日期不存在",
    RowFault.NOT_A_DATE: "不是日期",
    RowFault.AMBIGUOUS_DATE: "日期有歧义",
    RowFault.INCOMPLETE_DATE: "日期不完整",
    RowFault.DATE_IN_FUTURE: "日期尚未到来",
    RowFault.REPLY_BEFORE_RECEIPT: "答复早于收件",
    RowFault.DATES_OUT_OF_ORDER: "日期先后矛盾",
    RowFault.REPLY_DATE_MISSING: "缺少答复日期",
    RowFault.REPEATED_ID: "编号重复",
    RowFault.TOO_MANY_CELLS: "列数多于表头",
    RowFault.UNKNOWN_AGENCY: "单位不明",
    RowFault.AMBIGUOUS_AGENCY: "单位重名",
    RowFault.OUT_OF_SCOPE: "超出报送范围",
    RowFault.UNKNOWN_SITE: "网站不明",
    RowFault.UNKNOWN_ACCOUNT: "账号不明",
    RowFault.UNKNOWN_REGION: "地区不明",
    RowFault.UNKNOWN_CATEGORY: "栏目类别不明",
    RowFault.UNKNOWN_COLUMN: "栏目不明",
    RowFault.UNKNOWN_WORD: "用语不明",
    RowFault.NAME_MISSING: "缺少名称",
    RowFault.NAME_TOO_LONG: "内容过长",
    RowFault.NOT_AN_ADDRESS: "地址不正确",
    RowFault.NOT_A_NUMBER: "不是数字",
}
