"""What the pages of this folder say, written by hand; `compose.py` puts it into many layouts.

Every expected value stands here beside its text and was read off it by a person.
All organisations' projects, people, numbers and events are invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """One block of a text: a paragraph (`p`), a list item (`li`), a caption, a subheading (`h`)."""

    language: str
    text: str
    kind: str = "p"


@dataclass(frozen=True)
class Story:
    """A page's content and what must be read from it."""

    name: str
    source: str
    genre: str
    url: str
    titles: dict[str, str]
    parts: tuple[Part, ...]
    #: As shown to a reader, as a machine writes it, as it must be read.
    shown: str | None = None
    machine: str | None = None
    published: str | None = None
    event_date: str | None = None
    place: str | None = None
    agency: str | None = None
    author: str | None = None
    bracket: str | None = None
    contacts: tuple[dict[str, str | None], ...] = ()
    #: Label, value as shown, typed value as it must be read.
    rows: tuple[tuple[str, str, object], ...] = ()
    identifiers: dict[str, str] = field(default_factory=dict)
    fetched_at: str = "2025-03-04T02:10:00+00:00"
    lead: str = "en"


def zh(text: str, kind: str = "p") -> Part:
    return Part("zh-Hans", text, kind)


def en(text: str, kind: str = "p") -> Part:
    return Part("en", text, kind)


def tw(text: str) -> Part:
    return Part("zh-Hant", text)


STORIES: tuple[Story, ...] = (
    Story(
        "border-health-workshop",
        "iom_news",
        "news",
        "https://www.iom.int/news/border-health-workshop-kunming",
        {"en": "IOM and Yunnan Authorities Train Border Health Officers"},
        (
            en("Two officers practise a medical screening at the training centre. Photo: IOM China", "caption"),
            en("Kunming – Forty-two health officers from three border counties completed a five-day course on health screening at points of entry, organized by IOM in China together with the provincial health commission."),
            en("The course covered triage, referral of travellers in need of care, and the protection of personal data. Participants worked in small groups and tested a new referral form in two exercises."),
            en("“Good screening is quick, respectful and useful to the traveller,” said Helena Brandt, IOM Migration Health Officer. “The counties now share one form and one telephone number.”"),
            en("A second course for officers from Guangxi is planned for the autumn. The provincial commission will translate the manual into two minority languages."),
            en("For more information, please contact Helena Brandt at IOM China, Tel: +86 10 5979 9000, Email: hbrandt@iom.int"),
        ),
        place="Kunming",
        contacts=({"name": "Helena Brandt", "email": "hbrandt@iom.int", "phone": "+86 10 5979 9000"},),
        shown="14 May 2021",
        machine="2021-05-14T09:30:00+02:00",
        published="2021-05-14T09:30:00+02:00",
    ),
    Story(
        "returns-dialogue-bilingual",
        "iom_news",
        "news",
        "https://china.iom.int/news/returns-dialogue-bilingual",
        {"zh-Hans": "国际移民组织在上海举办劳务移民对话会", "en": "IOM Holds Labour Migration Dialogue in Shanghai"},
        (
            zh("2023年5月16日-上海 国际移民组织（IOM）驻华代表处与上海市一家研究院联合举办了劳务移民对话会。来自14家企业和6所高校的80余名代表参加了会议。"),
            zh("会议讨论了招聘费用、合同透明度和投诉渠道。国际移民组织项目官员Maria Lindqvist介绍了“企业负责任招聘”培训的成果，并回答了与会者的提问。"),
            zh("与会代表认为，清楚的合同和免费的咨询电话对务工人员最有帮助。下一次对话会计划于年底在广州举行。"),
            en("5/16/2023 Shanghai - The International Organization for Migration (IOM) Mission in China and a Shanghai research institute jointly held a dialogue on labour migration. More than 80 representatives of 14 companies and 6 universities attended."),
            en("The meeting discussed recruitment fees, the transparency of contracts and ways to complain. Ms. Maria Lindqvist, IOM Project Officer, presented the results of a training on responsible recruitment and answered questions."),
            en("Participants agreed that clear contracts and a free telephone line help workers most. The next dialogue is planned in Guangzhou at the end of the year."),
        ),
        event_date="2023-05-16",
        place="上海 / Shanghai",
        lead="zh-Hans",
    ),
    Story(
        "counter-trafficking-english-first",
        "iom_news",
        "news",
        "https://china.iom.int/en/news/counter-trafficking-english-first",
        {"en": "Police and Social Workers Learn Together to Support Victims of Trafficking", "zh-Hans": "警察与社工共同学习救助被拐卖受害者"},
        (
            en("Nanning, 7 November 2019 – Thirty police officers and twenty social workers met for three days to learn how to support victims of trafficking, at the invitation of IOM China and the All-China Women's Federation."),
            en("The trainers used real cases without names. Each group had to decide who speaks first with the victim, where she sleeps that night, and who pays for the journey home."),
            en("“We used to begin with the report. Now we begin with a cup of tea,” said one of the officers."),
            zh("2019年11月7日，南宁——应国际移民组织驻华代表处和全国妇联的邀请，30名警察和20名社工参加了为期三天的培训，学习如何救助被拐卖的受害者。"),
            zh("培训采用隐去姓名的真实案例。每个小组都要决定由谁首先与受害者谈话、当晚住在哪里、由谁支付返乡路费。"),
            zh("一名警官说：“以前我们先写报告，现在我们先倒一杯茶。”"),
        ),
        event_date="2019-11-07",
        place="Nanning / 南宁",
        lead="en",
    ),
    Story(
        "student-visit-alternating",
        "iom_news",
        "news",
        "https://china.iom.int/news/student-visit-alternating",
        {"zh-Hans": "高校学生走进国际移民组织驻华代表处", "en": "University Students Visit the IOM Mission in China"},
        (
            zh("来自五所高校的26名学生上周走进国际移民组织驻华代表处，了解国际组织的日常工作。"),
            en("Twenty-six students from five universities visited the IOM Mission in China last week to learn about the daily work of an international organization."),
            zh("学生们分组模拟了一次紧急救援协调会，并就预算分配展开了辩论。"),
            en("In groups, the students played a coordination meeting for an emergency and debated how to divide the budget."),
            zh("代表处计划每学期举办一次开放日，欢迎更多学生报名参加。"),
            en("The mission plans an open day each term and invites more students to apply."),
        ),
        lead="zh-Hans",
    ),
    Story(
        "consular-course-chinese",
        "iom_news",
        "news",
        "https://china.iom.int/zh-hans/news/consular-course-chinese",
        {"zh-Hans": "国际移民组织为中国领事官员举办危机应对培训"},
        (
            zh("2018年6月5日，北京——国际移民组织驻华代表处为来自外交部和十个省份的35名领事官员举办了危机应对培训班。"),
            zh("培训班介绍了《危机国家移民倡议》及其在自然灾害和武装冲突中的应用，并以两次撤离行动为例进行了桌面推演。"),
            zh("学员在评估中写道，最有用的是一张写明联系人、车辆和临时住所的清单。"),
            zh("国际移民组织将继续支持中国有关部门保护海外公民和移民的权益。"),
            zh("更多信息，请联系项目助理周宁：nzhou@iom.int。"),
        ),
        event_date="2018-06-05",
        place="北京",
        contacts=({"name": "周宁", "email": "nzhou@iom.int", "phone": None},),
        lead="zh-Hans",
    ),
    Story(
        "cash-support-undated",
        "iom_news",
        "news",
        "https://www.iom.int/news/china-supports-returnees-cash",
        {"en": "China Contribution Helps 3,200 Returning Families Rebuild Their Homes"},
        (
            en("Kabul / Beijing – A contribution from China’s Global Development and South-South Cooperation Fund will help 3,200 returning families repair roofs, doors and wells before winter, IOM announced today."),
            en("Each family receives building material worth 410 dollars and a visit by an engineer. Households led by women come first."),
            en("The work is done by local masons:"),
            en("one team of four for each village;", "li"),
            en("a daily wage agreed with the elders;", "li"),
            en("an inspection after ten days.", "li"),
            en("“Families know best what their house needs,” said Tomas Okello, who leads the programme. “We bring the material and check the beams.”"),
            en("The programme runs until March and is the third that China funds in the region."),
        ),
        place="Kabul / Beijing",
    ),
    Story(
        "fund-engagement-project",
        "iom_projects",
        "project",
        "https://www.iom.int/project/strengthening-rural-return-data",
        {"en": "Strengthening Data on Rural Return Migration in China"},
        (
            en("Rural return migration has grown since 2012, yet few counties record who comes back, with which skills and for how long. Local plans for housing, schools and credit therefore rest on estimates."),
            en("The Government of China wishes to test a simple register in three counties and to compare its results with the national census."),
            en("Project activities include a study visit, the design of the register, training for 60 county officials and a final report in Chinese and English."),
        ),
        rows=(
            ("Start Date", "2015", "2015"),
            ("End Date", "2016", "2016"),
            ("Project Status", "Completed", "Completed"),
            ("Project Type", "Community and Economic Development", "Community and Economic Development"),
            ("Budget Amount (USD)", "200000.00", {"amount": "200000.00", "currency": "USD"}),
            ("Coverage", "National", "National"),
            ("Year", "2014", "2014"),
            ("IDF Region", "Asia and Oceania", "Asia and Oceania"),
            ("Prima ID", "CN10P0417", "CN10P0417"),
            ("Projects ID", "CD.0417", "CD.0417"),
            ("Benefiting Member States", "China", ["China"]),
        ),
        identifiers={"projects-id": "CD.0417", "prima-id": "CN10P0417"},
    ),
    Story(
        "fund-project-empty-rows",
        "iom_projects",
        "project",
        "https://www.iom.int/project/regional-skills-passports",
        {"en": "Towards Regional Skills Passports for Migrant Workers"},
        (
            en("Certificates earned in one country are seldom accepted in the next. Workers from China, Mongolia and Viet Nam begin again as helpers although they are masons, welders or nurses."),
            en("The project brings the three training authorities together to compare two occupations and to agree on one test for each."),
        ),
        rows=(
            ("Start Date", "2024", "2024"),
            ("End Date", "", None),
            ("Project Type", "TCMMCB", "TCMMCB"),
            ("Budget Amount (USD)", "", None),
            ("Coverage", "Regional", "Regional"),
            ("Year", "2024", "2024"),
            ("IDF Region", "Asia and Oceania", "Asia and Oceania"),
            ("Prima ID", "XA10P0533", "XA10P0533"),
            ("Benefiting Member States", "China Mongolia Viet Nam", ["China", "Mongolia", "Viet Nam"]),
        ),
        identifiers={"prima-id": "XA10P0533"},
    ),
    Story(
        "fund-project-active",
        "iom_projects",
        "project",
        "https://www.iom.int/project/health-border-pacific",
        {"en": "Health at Sea Borders: A Pacific Exchange with China"},
        (
            en("Small island States screen ships with few staff. Port health officers from China and four Pacific States will exchange procedures and test a shared handbook."),
            en("The handbook covers arrival of cruise ships, care for stranded seafarers and the reporting of outbreaks."),
        ),
        rows=(
            ("Start Date", "2020", "2020"),
            ("End Date", "2022", "2022"),
            ("Project Status", "Active", "Active"),
            ("Project Type", "Health Promotion and Assist for Migrants", "Health Promotion and Assist for Migrants"),
            ("Budget Amount (USD)", "400000.00", {"amount": "400000.00", "currency": "USD"}),
            ("Coverage", "Regional", "Regional"),
            ("Year", "2019", "2019"),
            ("IDF Region", "Asia and Oceania", "Asia and Oceania"),
            ("Projects ID", "MA.0471", "MA.0471"),
            ("Benefiting Member States", "China Palau Samoa Solomon Islands Papua New Guinea", ["China", "Palau", "Samoa", "Solomon Islands", "Papua New Guinea"]),
        ),
        identifiers={"projects-id": "MA.0471"},
    ),
    Story(
        "daily-visa-centre",
        "chinadaily",
        "press",
        "https://www.chinadaily.com.cn/a/201907/12/WS5d27e1a0a3105895c2e7d001.html",
        {"en": "New service center helps foreign residents settle in"},
        (
            en("A family from Brazil receives a residence guide at the new center in Hangzhou on Thursday. [Photo by Lin Yue/for China Daily]", "caption"),
            en("Foreign residents of Hangzhou can now register, renew a permit and find a language course in one place, after the city opened a service center with advice from the International Organization for Migration."),
            en("The center has 12 counters and answers questions in nine languages. On its first day it received 214 visitors, most of them students and engineers."),
            en("\"Before, I needed four offices and four days,\" said Rafael Nunes, who moved to the city in 2017. \"Today I needed 40 minutes.\""),
            en("The migration organization said it would share the experience with other Chinese cities that plan similar centers."),
        ),
        shown="By Lin Yue | China Daily | Updated: 2019-07-12 08:55",
        published="2019-07-12T08:55+08:00",
        agency="China Daily",
        author="Lin Yue",
        contacts=(),
    ),
    Story(
        "cndy-reserve-2008",
        "chinadaily",
        "press",
        "http://www.chinadaily.com.cn/cndy/2008-06/17/content_6765001.htm",
        {"en": "Migration body opens training course for labor officials"},
        (
            en("The International Organization for Migration (IOM) opened a training course in Xi'an yesterday for 50 labor officials from western provinces."),
            en("The two-week course deals with contracts, insurance and the recognition of certificates, according to the Ministry of Human Resources."),
            en("Officials will spend three days at a job fair to practise interviews with returning workers."),
            en("A second group starts in September, the organizers said."),
        ),
        shown="(China Daily) Updated: 2008-06-17 07:38",
        published="2008-06-17T07:38+08:00",
        agency="China Daily",
        event_date="2008-06-16",
        place="Xi'an",
    ),
    Story(
        "orgcn-remittances",
        "china_org_cn",
        "press",
        "http://www.china.org.cn/business/news/2007-09/05/content_1223001.htm",
        {"en": "Experts: Remittances Build Schools in Fujian"},
        (
            en("Money sent home by workers overseas has paid for 31 village schools in Fujian Province since 1998, according to a study presented in Fuzhou by the International Organization for Migration and Xiamen University."),
            en("The study asked 1,900 families how they spend what they receive. Education came second after housing and before weddings."),
            en("A teacher (right) shows the plan of a new school to visitors in Changle, Fujian Province. [Xinhua]", "caption"),
            en("Researcher Chen Bo said that villages with a savings club built twice as much as those without."),
            en("The authors recommend cheaper transfers and an annual report on how the money is used."),
        ),
        bracket="(Xinhua News Agency September 5, 2007)",
        published="2007-09-05",
        agency="Xinhua News Agency",
    ),
    Story(
        "chinagate-forum",
        "china_org_cn",
        "press",
        "http://en.chinagate.cn/2009-11/24/content_18941001.htm",
        {"en": "Forum in Chengdu looks at migration after the earthquake"},
        (
            en("One year and a half after the Sichuan earthquake, officials and scholars met in Chengdu on Monday to discuss how people who left the area can return."),
            en("The forum was organized by the International Organization for Migration (IOM) and the Sichuan Academy of Social Sciences."),
            en("Some 70,000 people have moved back since spring, while 26,000 have found steady jobs in coastal provinces, a survey by the academy shows."),
            en("IOM offered to train county officials in the planning of voluntary return."),
        ),
        bracket="(China Daily November 24, 2009)",
        published="2009-11-24",
        agency="China Daily",
    ),
    Story(
        "repost-integration-salon",
        "reposts",
        "repost",
        "https://www.shuxiang-example.cn/post/20417.html",
        {"zh-Hans": "国际移民组织驻华代表处举办社区融入沙龙", "en": "IOM Mission in China Hosts a Salon on Community Integration"},
        (
            zh("2024年3月8日，国际移民组织驻华代表处在成都举办了社区融入沙龙。来自九个国家的居民与三个社区的工作人员分享了各自的经历。"),
            zh("沙龙围绕语言学习、子女入学和就医展开讨论。社区工作人员表示，双语标识和志愿者陪同最受欢迎。"),
            zh("国际移民组织计划将沙龙记录整理成手册，供其他城市参考。"),
            zh("如需更多信息，请联系项目官员沈若兰女士：rshen@iom.int。"),
            en("On 8th March 2024, in Chengdu, the International Organization for Migration (IOM) Mission in China hosted a salon on community integration. Residents from nine countries and staff of three neighbourhoods shared their experience."),
            en("The salon discussed language learning, school enrolment and medical care. Staff of the neighbourhoods said that bilingual signs and volunteers were most welcome."),
            en("IOM plans to turn the notes into a handbook for other cities."),
            en("For more information, contact Programme Officer Ms. Ruolan Shen, rshen@iom.int."),
        ),
        shown="2024-03-19 10:21:07",
        published="2024-03-19T10:21:07+08:00",
        event_date="2024-03-08",
        place="成都 / Chengdu",
        contacts=({"name": "沈若兰 / Ruolan Shen", "email": "rshen@iom.int", "phone": None},),
        lead="zh-Hans",
    ),
    Story(
        "repost-seafarers",
        "reposts",
        "repost",
        "https://news.haiyun-example.com/article/88120.html",
        {"zh-Hans": "国际移民组织呼吁关注滞留海员权益"},
        (
            zh("国际移民组织近日发布报告，呼吁各国关注滞留海员的权益。报告称，全球约有一万两千名海员因合同纠纷无法按时回家。"),
            zh("报告建议港口国为海员提供免费上网和法律咨询，并允许生病的海员上岸就医。中国的三个港口被列为良好做法。"),
            zh("大连港的一名志愿者说，海员最常问的问题是怎样给家里打电话。"),
            zh("国际移民组织表示，将在明年与有关部门合作编写一本多语言的海员手册。"),
        ),
        shown="2023-08-02 15:40:12",
        published="2023-08-02T15:40:12+08:00",
        agency="海运时报",
        lead="zh-Hans",
    ),
    Story(
        "taiwan-mirror-traditional",
        "iom_news",
        "news",
        "https://china.iom.int/zh-hant/news/elderly-care-training",
        {"zh-Hant": "國際移民組織與廣東合作培訓跨境照護人員"},
        (
            tw("2022年11月3日，廣州——國際移民組織與廣東省兩所職業學校合作，為120名計劃到海外工作的照護人員舉辦培訓。"),
            tw("課程包括語言、急救、合同常識和求助熱線的使用。學員在結業考試中須完成一次模擬面試。"),
            tw("主辦方表示，第一批學員將於明年春天出發，國際移民組織會在六個月後進行回訪。"),
        ),
        event_date="2022-11-03",
        place="廣州",
        lead="zh-Hant",
    ),
    Story(
        "unknown-ngo-english",
        "",
        "news",
        "https://www.riverbridge-example.org/stories/2022/04/19/language-cafe",
        {"en": "A language café brings old and new neighbours to one table"},
        (
            en("Every Tuesday at six the tables of the community kitchen in Qingdao fill with people who want to talk. Half of them came to China last year; the others were born two streets away."),
            en("The café is run by volunteers with a small grant from the International Organization for Migration. Tea is free, and so is every mistake."),
            en("“I learned the word for bicycle pump before the word for passport,” laughs Amara, who teaches at a music school."),
            en("The group now helps three other cities to begin. A guide of eight pages tells what to buy, whom to ask and how to keep the noise down."),
        ),
        shown="19 April 2022",
        machine="2022-04-19",
        published="2022-04-19",
    ),
    Story(
        "unknown-city-chinese",
        "",
        "news",
        "http://www.linhai-example.gov.cn/art/2021/9/28/art_1441_2203.html",
        {"zh-Hans": "我市与国际移民组织合作开展外籍人员服务站建设"},
        (
            zh("本报讯 9月27日上午，市公安局出入境管理支队与国际移民组织驻华代表处签署合作备忘录，共同建设外籍人员服务站。"),
            zh("根据备忘录，双方将在港区、大学城和开发区各建一个服务站，提供证件咨询、法律援助和中文课程。首批服务站预计年底前投入使用。"),
            zh("市公安局有关负责人表示，服务站将配备英语、韩语和俄语志愿者，并开通24小时热线。"),
            zh("目前，全市共有常住外籍人员4612名，比去年增加一成。"),
        ),
        shown="发布时间：2021-09-28 09:15 来源：临海日报",
        published="2021-09-28T09:15+08:00",
        agency="临海日报",
        lead="zh-Hans",
    ),
)
