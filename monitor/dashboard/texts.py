"""What the interface says: English texts are the keys, words of the data have both languages."""

from __future__ import annotations

from monitor.dashboard.texts_of_data import CHINESE_DATA, ENGLISH

__all__ = ["CHINESE", "ENGLISH"]

CHINESE: dict[str, str] = {
    **CHINESE_DATA,
    # Frame
    "IOM China Monitor": "国际移民组织中国动态监测",
    "Skip to content": "跳到正文",
    "Pages": "页面",
    "Overview": "概览",
    "Items": "条目",
    "Changes": "变化",
    "Stories": "报道",
    "Projects": "项目",
    "Runs": "运行",
    "Digests": "简报",
    "Feeds": "订阅源",
    "Search items": "搜索条目",
    "Read-only. Times are in %(zone)s.": "只读。时间均为 %(zone)s。",
    "Pages of the list": "列表分页",
    "Newer": "较新",
    "Older": "较早",
    "To the newest": "回到最新",
    ", ": "、",
    ": ": "：",
    "all": "全部",
    "Show": "显示",
    # Columns and labels
    "When": "时间",
    "What": "内容",
    "Item": "条目",
    "Source": "来源",
    "Told": "告知",
    "Date": "日期",
    "Title": "标题",
    "Editions": "语言",
    "Edition": "语言版本",
    "Genre": "类型",
    "State": "状态",
    "Status": "状态",
    "Words": "关键词",
    "Versions": "版本",
    "Published": "发布",
    "Updated": "更新",
    "Event date": "事件日期",
    "Place": "地点",
    "Agency": "机构",
    "Author": "作者",
    "First seen": "首次发现",
    "Address": "网址",
    "Contact": "联系人",
    "Id": "编号",
    "Fields": "字段",
    "Text": "正文",
    "Captions": "图片说明",
    "Links": "链接",
    "Story": "同一报道",
    "From": "从",
    "To": "至",
    "Compare": "比较",
    "Type": "类型",
    "Start": "开始",
    "End": "结束",
    "Year": "年份",
    "Budget": "预算",
    "Project": "项目",
    "Began": "开始",
    "Took": "用时",
    "Exit code": "退出码",
    "Fetched": "已抓取",
    "Unchanged": "未变",
    "Failed": "失败",
    "News": "新消息",
    "Listed": "列出",
    "Not understood": "无法识别",
    "Gone": "消失",
    "Off-topic": "无关",
    "Carried over": "顺延",
    "Size": "大小",
    "Name": "名称",
    "Run": "运行",
    "Log": "日志",
    "Answer": "应答",
    "Why": "原因",
    "Made": "生成",
    "Subject": "主题",
    "Sent": "发送",
    "Mail": "邮件",
    "Sources": "来源",
    "Items kept": "条目",
    "Last ok": "最近正常",
    "Last night": "上次运行",
    "Next night": "下次运行",
    "30 nights": "近 30 夜",
    "Feed": "订阅源",
    "Language": "语言",
    "Written": "写入",
    "Archive": "档案",
    "Fetched at": "抓取于",
    "Redirected by": "跳转自",
    "Read by": "读取依据",
    # Overview
    "never": "从未",
    "No night has run yet.": "尚未运行过。",
    "This runs one:": "运行一次：",
    "All is well.": "一切正常。",
    "Every source was checked on the last night, and nothing waits for you.": (
        "上次运行检查了所有来源，没有需要您处理的事。"
    ),
    "Somebody should look.": "需要有人查看。",
    "The last night was long ago: is the schedule running?": (
        "上次运行已过去很久：定时任务还在运行吗？"
    ),
    "The last night:": "上次运行：",
    "What happened": "详情",
    "Not checked:": "未能检查：",
    "%(n)s changes are kept from the readers until somebody looks:": (
        "有 %(n)s 项变化被搁置，等待查看，尚未告知读者："
    ),
    "%(n)s messages were refused for good:": "有 %(n)s 封邮件被永久拒收：",
    "cut off": "已中断",
    "exit code %(code)s": "退出码 %(code)s",
    "%(n)s of %(all)s checked": "%(all)s 个中 %(n)s 个已检查",
    "all well on the last night": "上次运行全部正常",
    "%(waiting)s waiting, %(held)s held": "%(waiting)s 封待发，%(held)s 封搁置",
    "%(n)s sent in all": "共已发送 %(n)s 封",
    "not watched any more": "不再监测",
    "%(good)s of %(all)s nights ok": "%(all)s 夜中 %(good)s 夜正常",
    "Latest news told": "最近告知的消息",
    "All changes": "全部变化",
    "Nothing was told yet.": "尚未告知任何消息。",
    # Items
    "for instance: 移民 or Beijing": "例如：移民 或 Beijing",
    "%(n)s items hold these words, in titles first, then the newest": (
        "%(n)s 个条目含有这些词：标题中有的在前，其余最新的在前"
    ),
    "None of the newest items that hold these words is like that.": (
        "最新的含有这些词的条目都不符合筛选条件。"
    ),
    "Take all filters away": "去掉所有筛选条件",
    "No item is known yet.": "尚无条目。",
    "The first night brings them:": "首次运行后即有：",
    "Nothing has happened yet.": "尚无变化。",
    "The first night is remembered without telling anybody:": "首次运行只记录，不告知任何人：",
    "Somebody has to want them:": "先要有收件人：",
    "Better hits": "更相关的",
    "More hits": "更多结果",
    "%(n)s items, latest first": "%(n)s 个条目，最新的在前",
    "No item holds all these words.": "没有条目同时含有这些词。",
    "No item is like that.": "没有这样的条目。",
    "(no title)": "（无标题）",
    # Item
    "version %(n)s, not the newest": "第 %(n)s 版，并非最新",
    "gone": "已消失",
    "since version %(n)s": "自第 %(n)s 版",
    "Version %(n)s": "第 %(n)s 版",
    "compare with version %(n)s": "与第 %(n)s 版比较",
    "compare %(old)s → %(new)s": "比较 %(old)s → %(new)s",
    "Where the editions disagree": "两种语言不一致之处",
    "only in the English text": "仅见于英文",
    "only in the Chinese text": "仅见于中文",
    "This item has no text.": "此条目没有正文。",
    "Archived pages": "存档页面",
    "unchanged": "未变",
    "Nothing of it was fetched by us.": "我们未曾抓取过它的页面。",
    "Version %(old)s compared with version %(new)s": "第 %(old)s 版与第 %(new)s 版比较",
    "Only what differs is shown; paragraphs that stand as they were are left out.": (
        "只显示不同之处，未变的段落已略去。"
    ),
    "Nothing differs that a reader would see.": "读者看到的内容没有不同。",
    # Lists
    "%(n)s changes, latest first": "%(n)s 项变化，最新的在前",
    "No change is like that.": "没有这样的变化。",
    "Items that tell the same thing: the original, its reposts, its mirrors.": (
        "讲述同一件事的条目：原文、转载、镜像。"
    ),
    "%(n)s stories": "%(n)s 则报道",
    "%(n)s%% alike": "相似度 %(n)s%%",
    "No two items tell the same thing yet.": "还没有两个条目讲述同一件事。",
    "Budget by year, %(currency)s": "各年预算（%(currency)s）",
    "Budget by year": "各年预算",
    "%(n)s projects are left out: no budget or no year is known.": (
        "有 %(n)s 个项目未计入：预算或年份不详。"
    ),
    "the latest %(n)s of %(all)s projects": "%(all)s 个项目中最新的 %(n)s 个",
    "%(n)s projects": "%(n)s 个项目",
    "all as CSV": "全部下载为 CSV",
    "No project is known yet.": "尚无已知项目。",
    "%(n)s runs, newest first": "%(n)s 次运行，最新的在前",
    "%(n)s of %(all)s ok": "%(all)s 个中 %(n)s 个正常",
    # Run
    "not decided yet: the next night does it": "尚未判定：由下次运行完成",
    "Not read, and why": "未能读取的页面及原因",
    "the page is gone": "页面已不存在",
    "the server answered with an error": "服务器返回错误",
    "There are more; the log names them.": "还有更多，见日志。",
    "Every page that answered was read.": "所有应答的页面都已读取。",
    "Nothing changed.": "没有变化。",
    "There are more lines:": "还有更多行：",
    "The log kept no line of this run at this level.": "日志中没有此次运行在该级别的记录。",
    # Digests
    "%(n)s messages, newest first": "%(n)s 封邮件，最新的在前",
    "attempts: %(n)s": "尝试 %(n)s 次",
    "No message was made yet.": "尚未生成邮件。",
    "Server's last answer": "服务器最后应答",
    "As it was sent": "发送时的样子",
    "The message as it was sent": "发送时的邮件",
    "As plain text": "纯文本",
    "Its text was pruned: it is more than a year old.": "内容已清理：超过一年。",
    "With nothing left out": "完整内容（未作删节）",
    "What it told about": "其中涉及的条目",
    # Feeds
    "Readers subscribe to these addresses; every night writes them anew.": (
        "读者可订阅这些地址，每次运行后更新。"
    ),
    "Every night writes these files. Readers reach them once web.public_url is set.": (
        "每次运行后写入这些文件。设置 web.public_url 后读者方可访问。"
    ),
    "All sources": "全部来源",
    "No night has written feeds yet.": "尚未写入订阅源。",
    # Capture
    "Archived page": "存档页面",
    "unchanged; the body is the one fetched before": "未变，正文为先前抓取的内容",
    "What was read": "读取结果",
    "The page as it was fetched": "抓取时的页面",
    "Text and structure only: scripts, styles, pictures and links are taken out.": (
        "仅保留文字与结构：脚本、样式、图片和链接均已去除。"
    ),
    "Source text": "原始内容",
    "This is no HTML page.": "这不是 HTML 页面。",
    # Errors
    "There is no such page": "没有这个页面",
    "The database is not ready": "数据库尚未就绪",
    "This is not allowed": "不允许此操作",
    "Something went wrong": "出错了",
    "What was asked for is not here, or is not here any more.": (
        "您要找的内容不在这里，或已不在这里。"
    ),
    "It is missing, being migrated, or cannot be read. "
    "The next night puts it in order, or says what is wrong.": (
        "数据库不存在、正在升级或无法读取。下次运行会使其就绪，或说明问题所在。"
    ),
    "To do it now:": "立即处理：",
    "What to mend:": "检查并修复：",
    "The log says more: iom-monitor log all --level error": (
        "详情见日志：iom-monitor log all --level error"
    ),
    # Public pages
    "Unsubscribe": "退订",
    "You will get no more mail": "您将不再收到邮件",
    "If this address was subscribed, it is not any more. "
    "A message that is on its way may still arrive.": (
        "如果该地址曾经订阅，现已退订。已在途中的邮件仍可能送达。"
    ),
    "Stop these messages?": "要停止接收邮件吗？",
    "Nothing has changed yet. With this button, IOM China Monitor stops writing to the address "
    "that this link was sent to.": (
        "目前尚无任何改变。点击按钮后，“国际移民组织中国动态监测”将不再向收到此链接的地址发信。"
    ),
    "Not just now": "暂时无法使用",
    "Please try again in a few minutes.": "请过几分钟再试。",
    "Please try again later.": "请稍后再试。",
    "There is nothing here": "这里什么也没有",
    "The link may be old, or cut off.": "链接可能已失效，或不完整。",
}
