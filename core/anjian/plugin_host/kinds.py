"""Everything that can be wrong with a plugin: a code that never changes, what happened, and how it is mended."""

from __future__ import annotations

from enum import Enum

from anjian.plugin_host.problems import PluginProblem
from anjian.words import Title


class ProblemKind(Enum):
    """A code, a sentence with ``{names}`` for the facts of the case, and the cure. All: ``docs/plugin-problems.md``."""

    # Found when the schema is composed
    CORE_CHANGED = (
        "ANJ-P101",
        Title(
            "“{thing}”属于核心，{plugin} 不得定义或更改",
            '"{thing}" is owned by the core; {plugin} must not define or change it',
        ),
        Title("请改用以本插件前缀开头的名称", "use a name that begins with the prefix of the plugin"),
    )
    PREFIX_MISSING = (
        "ANJ-P102",
        Title(
            "{plugin} 的“{thing}”没有以前缀 {prefix} 开头",
            '"{thing}" of {plugin} does not begin with its prefix {prefix}',
        ),
        Title("请改名，使其以前缀开头，前缀之后为大写字母", "rename it: the prefix first, then a capital letter"),
    )
    COMPOSITION_FAILED = (
        "ANJ-P103",
        Title("加入 {plugin} 后无法组成 schema：{reason}", "the schema cannot be built with {plugin}: {reason}"),
        Title("请改正插件的类型与变更", "mend the types and mutations of the plugin"),
    )
    TYPE_TAKEN = (
        "ANJ-P104",
        Title(
            "“{thing}”由 {owner} 与 {plugin} 同时定义；{plugin} 已隔离",
            '"{thing}" is defined by {owner} and by {plugin}; {plugin} is quarantined',
        ),
        Title("请换一个前缀", "choose another prefix"),
    )
    MEMBER_NAME_WRONG = (
        "ANJ-P105",
        Title(
            "{plugin} 的枚举成员 {thing} 与其值“{value}”的大写不同",
            'the member {thing} of {plugin} is not named as its value "{value}" in capitals',
        ),
        Title(
            '请写成 HIGH_RISK = "high_risk" 这样：接口以大写的值显示',
            'write it like HIGH_RISK = "high_risk": the schema shows the value in capitals',
        ),
    )
    FIELD_TWICE = (
        "ANJ-P106",
        Title("{plugin} 的类型中有两个 {thing}", "{plugin} has {thing} twice"),
        Title(
            "请改名：entity 以及台账行的 id、trueOn、keptAt 已由核心使用，下划线不足以区分两个字段",
            "rename it: the core uses entity, and id, trueOn, keptAt of a ledger's lines; "
            "underscores alone do not tell two fields apart",
        ),
    )
    # Found when it is loaded
    IMPORT_FAILED = (
        "ANJ-P110",
        Title("{plugin} 无法导入 {entry}：{reason}", "{plugin} cannot be imported from {entry}: {reason}"),
        Title(
            "请在同一环境中导入该模块查看完整错误，或卸载、停用该插件",
            "import that module in the same environment to see the whole error, or remove or disable the plugin",
        ),
    )
    DECLARATION_MISSING = (
        "ANJ-P111",
        Title("{plugin} 的 {entry} 没有 anjian_plugin", "{entry} of {plugin} has no anjian_plugin"),
        Title("请定义以 @hookimpl 标注的 anjian_plugin()", "define anjian_plugin(), marked @hookimpl"),
    )
    DECLARATION_FAILED = (
        "ANJ-P112",
        Title("{plugin} 的 anjian_plugin() 出错：{reason}", "anjian_plugin() of {plugin} failed: {reason}"),
        Title("声明只应构造数据，不得访问网络或数据库", "it only builds data, without network or database"),
    )
    DECLARATION_SLOW = (
        "ANJ-P113",
        Title(
            "{plugin} 的 anjian_plugin() 在 {seconds} 秒内没有返回",
            "anjian_plugin() of {plugin} did not return within {seconds} s",
        ),
        Title(
            "声明只应构造数据；耗时的准备请放入 anjian_lifespan",
            "a declaration only builds data; what takes time belongs in anjian_lifespan",
        ),
    )
    WRONG_RETURN = (
        "ANJ-P114",
        Title("{plugin} 声明了 {found}，应为一个 Plugin", "{plugin} declared {found}, not one Plugin"),
        Title("请返回 anjian.plugin.Plugin", "return an anjian.plugin.Plugin"),
    )
    HOOKS_WRONG = (
        "ANJ-P115",
        Title("{plugin} 的钩子不合规：{reason}", "the hooks of {plugin} do not fit: {reason}"),
        Title(
            "钩子名称与参数须与插件文档一致，可只取所需参数",
            "names and arguments of hooks are those of the plugin guide; take only those you need",
        ),
    )
    API_MISMATCH = (
        "ANJ-P116",
        Title(
            "{plugin} 需要插件 API {wanted}，此处提供 {offered}",
            "{plugin} needs the plugin API {wanted}, this core offers {offered}",
        ),
        Title(
            "请安装与此核心相配的插件版本，或升级核心",
            "install the version of the plugin made for this core, or upgrade the core",
        ),
    )
    API_UNREADABLE = (
        "ANJ-P117",
        Title("{plugin} 的 api={wanted} 不是版本要求", "api={wanted} of {plugin} is no version requirement"),
        Title('请写成 api="~=1.0" 这样的 PEP 440 版本要求', 'write a PEP 440 requirement such as api="~=1.0"'),
    )
    REQUIRED_MISSING = (
        "ANJ-P118",
        Title("必需的插件 {plugin} 没有安装", "the required plugin {plugin} is not installed"),
        Title("请安装它，或从 ANJIAN_REQUIRED_PLUGINS 中去掉", "install it, or take it out of ANJIAN_REQUIRED_PLUGINS"),
    )
    REQUIRED_DISABLED = (
        "ANJ-P119",
        Title("插件 {plugin} 既是必需的又被停用", "the plugin {plugin} is both required and disabled"),
        Title(
            "请只保留 ANJIAN_REQUIRED_PLUGINS 与 ANJIAN_DISABLED_PLUGINS 之一",
            "name it in one of ANJIAN_REQUIRED_PLUGINS and ANJIAN_DISABLED_PLUGINS",
        ),
    )
    SETTINGS_WRONG = (
        "ANJ-P180",
        Title("{plugin} 的设置 {thing} 不能使用：{reason}", "the setting {thing} of {plugin} cannot be used: {reason}"),
        Title(
            "请按该插件的说明改正 anjian.toml 中 [plugins.…] 一节",
            "mend its table [plugins.…] in anjian.toml as the page of the plugin says",
        ),
    )
    SETTINGS_UNREAD = (
        "ANJ-P181",
        Title("设置中有插件 {plugin}，但没有安装", "there are settings for {plugin}, which is not installed"),
        Title("请核对名称，或安装该插件，或删去这一节", "check the name, install the plugin, or remove its table"),
    )
    # Found in its declaration
    NAME_WRONG = (
        "ANJ-P120",
        Title("{plugin} 的名称“{thing}”不合规", 'the name "{thing}" of {plugin} will not do'),
        Title(
            "请用小写字母、数字与下划线，以字母开头，至多 40 个字符",
            "use lower-case letters, digits and single underscores, a letter first, 40 at most",
        ),
    )
    PREFIX_WRONG = (
        "ANJ-P121",
        Title("{plugin} 的前缀“{thing}”不合规", 'the prefix "{thing}" of {plugin} will not do'),
        Title("请用 2 至 12 个英文字母，首字母大写", "use 2 to 12 letters, the first a capital"),
    )
    PREFIX_RESERVED = (
        "ANJ-P122",
        Title("{plugin} 的前缀“{thing}”是核心保留的名称", 'the prefix "{thing}" of {plugin} is a word of the core'),
        Title("请换一个前缀", "choose another prefix"),
    )
    REGION_WRONG = (
        "ANJ-P123",
        Title(
            "{plugin} 的 region={thing} 不是行政区划代码的简写",
            "region={thing} of {plugin} is no region code in its short form",
        ),
        Title(
            '请写成 region="45"、"4501" 或 "450102" 这样的代码', 'write a code such as region="45", "4501" or "450102"'
        ),
    )
    WORDS_MISSING = (
        "ANJ-P124",
        Title(
            "{plugin} 有 {count} 处缺少中文或英文，如 {thing}",
            "{plugin} lacks Chinese or English words in {count} places, such as {thing}",
        ),
        Title("请为每个名称同时写出中文与英文", "give every title in Chinese and in English"),
    )
    TEXT_UNBOUNDED = (
        "ANJ-P125",
        Title(
            "{plugin} 的文本字段 {thing} 可筛选或排序，但没有长度上限",
            "the text {thing} of {plugin} is filtered or sorted but has no greatest length",
        ),
        Title(
            "请写明 max_length，至多 {longest}：更长的值放不进索引",
            "say max_length, {longest} at most: an index holds no longer values",
        ),
    )
    CODE_WRONG = (
        "ANJ-P126",
        Title("{plugin} 的编号“{thing}”不合规", 'the code "{thing}" of {plugin} will not do'),
        Title("请用字母、汉字、数字与 - _ . /，至多 80 个字符", "use letters, digits and - _ . /, 80 at most"),
    )
    NAMED_TWICE = (
        "ANJ-P127",
        Title("{plugin} 两次使用了“{thing}”", '{plugin} uses "{thing}" twice'),
        Title(
            "请为每个行业、台账、规则、检查表与检查项取不同的名称或编号",
            "give each a name or a code of its own",
        ),
    )
    DECLARATION_WRONG = (
        "ANJ-P128",
        Title("{plugin} 的声明无法检查：{reason}", "the declaration of {plugin} cannot be checked: {reason}"),
        Title(
            "请按插件文档填写各项，类型须相符",
            "fill it in as the plugin guide says, each part of its type",
        ),
    )
    NAME_DIFFERS = (
        "ANJ-P129",
        Title(
            "{plugin} 的入口点名为 {entry}，声明却名为 {thing}",
            "the entry point of {plugin} is named {entry}, its declaration {thing}",
        ),
        Title(
            "请让入口点与声明同名：停用插件时只看得到前者",
            "name both alike: a plugin is disabled by the name of its entry point, unread",
        ),
    )
    # Found beside other plugins
    NAME_TAKEN = (
        "ANJ-P130",
        Title(
            "插件名“{thing}”由 {owner} 与 {plugin} 同时使用；{plugin} 已隔离",
            'the plugin name "{thing}" is used by {owner} and by {plugin}; {plugin} is quarantined',
        ),
        Title("请卸载其一", "remove one of them"),
    )
    PREFIX_TAKEN = (
        "ANJ-P131",
        Title(
            "前缀“{thing}”由 {owner} 与 {plugin} 同时使用；{plugin} 已隔离",
            'the prefix "{thing}" is used by {owner} and by {plugin}; {plugin} is quarantined',
        ),
        Title("请换一个前缀", "choose another prefix"),
    )
    SECTOR_TAKEN = (
        "ANJ-P132",
        Title(
            "行业“{thing}”由 {owner} 与 {plugin} 同时定义；{plugin} 已隔离",
            'the sector "{thing}" is defined by {owner} and by {plugin}; {plugin} is quarantined',
        ),
        Title(
            "请换一个行业名；地方插件如要补充检查表与规则，须写明 region、使用同一个 Profile，不另设台账与推导",
            "choose another name; a provincial plugin that adds checklists and rules names its region and the same "
            "Profile, and brings no ledgers or derivations",
        ),
    )
    RULE_TAKEN = (
        "ANJ-P133",
        Title(
            "规则编号“{thing}”由 {owner} 与 {plugin} 同时使用；{plugin} 已隔离",
            'the rule code "{thing}" is used by {owner} and by {plugin}; {plugin} is quarantined',
        ),
        Title("请换一个编号，例如加上地区", "choose another code, with the region in it for instance"),
    )
    CHECKLIST_TAKEN = (
        "ANJ-P134",
        Title(
            "检查表编号“{thing}”由 {owner} 与 {plugin} 同时使用；{plugin} 已隔离",
            'the checklist code "{thing}" is used by {owner} and by {plugin}; {plugin} is quarantined',
        ),
        Title("请换一个编号，例如加上地区", "choose another code, with the region in it for instance"),
    )
    EXTENDS_WRONG = (
        "ANJ-P135",
        Title(
            "{plugin} 的规则 {thing} 补充 {base}，而行业 {sector} 中没有这一条全国或上级地区的规则",
            "the rule {thing} of {plugin} extends {base}, which is no rule of the nation or of a wider region "
            "in the sector {sector}",
        ),
        Title(
            "extends 填同一行业中适用范围更大的规则编号，并写明插件的 region",
            "extends names the code of a rule of the same sector that judges more widely; the plugin names its region",
        ),
    )
    # Found while it runs
    HOOK_FAILED = (
        "ANJ-P140",
        Title("{plugin} 的 {hook} 出错：{reason}", "{hook} of {plugin} failed: {reason}"),
        Title("完整错误见日志；请通知插件作者", "the log has the whole error; tell the author of the plugin"),
    )
    HOOK_SLOW = (
        "ANJ-P141",
        Title(
            "{plugin} 的 {hook} 在 {seconds} 秒内没有返回，已放弃",
            "{hook} of {plugin} did not return within {seconds} s and was given up",
        ),
        Title(
            "请通知插件作者：钩子须迅速返回，耗时的工作请放入 anjian_event",
            "tell the author of the plugin: a hook returns fast, what takes time belongs in anjian_event",
        ),
    )
    LIFESPAN_FAILED = (
        "ANJ-P142",
        Title("{plugin} 的 anjian_lifespan 出错：{reason}", "anjian_lifespan of {plugin} failed: {reason}"),
        Title("完整错误见日志；改正后重启", "the log has the whole error; mend it and start again"),
    )
    EVENT_PARKED = (
        "ANJ-P143",
        Title(
            "{plugin} 试了 {tries} 次仍不能接收事件 {thing}；该事件已搁置，其后的照常送达",
            "{plugin} could not take the event {thing} in {tries} tries; it is parked and later ones go on",
        ),
        Title(
            "搁置的事件在表 parked_event 中，原因见各行；改正插件后可据此补处理",
            "the table parked_event keeps every such event with its reason; once the plugin is mended, go by it",
        ),
    )
    CHECKLIST_CHANGED = (
        "ANJ-P150",
        Title(
            "{plugin} 更改了检查表 {thing}，而检查已使用过此版本；数据库保留原内容",
            "{plugin} changed the checklist {thing}, which inspections have used; the database keeps it as it was",
        ),
        Title("请恢复该版本，把更改写成新版本", "restore that version and make the change a new one"),
    )
    INDEX_FAILED = (
        "ANJ-P151",
        Title(
            "{plugin} 的字段 {thing} 无法建立索引：{reason}",
            "the field {thing} of {plugin} cannot be indexed: {reason}",
        ),
        Title(
            "请检查已存数据是否符合字段类型，改正后重启",
            "see whether the stored values fit the type of the field, mend them and start again",
        ),
    )
    MIGRATIONS_UNREADABLE = (
        "ANJ-P152",
        Title(
            "{plugin} 的迁移文件夹 {thing} 不能使用：{reason}",
            "the migrations of {plugin} in {thing} cannot be used: {reason}",
        ),
        Title(
            "请写成一条没有分叉的 Alembic 版本链，每个文件都能导入",
            "write one line of Alembic revisions without branches, each file fit to be imported",
        ),
    )
    MIGRATION_PENDING = (
        "ANJ-P153",
        Title(
            "{plugin} 的表停在 {current}，安装的版本需要 {head}",
            "the tables of {plugin} are at {current}, the installed version needs {head}",
        ),
        Title("请运行 anjian db upgrade", "run `anjian db upgrade`"),
    )
    DATABASE_AHEAD = (
        "ANJ-P154",
        Title(
            "{plugin} 的表已到 {current}，安装的版本只到 {head}",
            "the tables of {plugin} are at {current}, the installed version ends at {head}",
        ),
        Title(
            "请安装与数据库相配的新版本；表不会被退回",
            "install the version that these tables were made by; tables are never taken back",
        ),
    )
    MIGRATION_FAILED = (
        "ANJ-P155",
        Title(
            "{plugin} 的迁移 {thing} 失败：{reason}；其表停在 {current}",
            "the migration {thing} of {plugin} failed: {reason}; its tables stay at {current}",
        ),
        Title(
            "请改正迁移后运行 anjian db upgrade；核心与其他插件的表不受影响",
            "mend it and run `anjian db upgrade`; the tables of the core and of other plugins are not concerned",
        ),
    )
    MIGRATION_TRESPASSES = (
        "ANJ-P156",
        Title(
            "{plugin} 的迁移 {thing} 越界：{reason_zh}；已撤回",
            "the migration {thing} of {plugin} goes beyond its own tables: {reason_en}; it was undone",
        ),
        Title(
            "插件只能更改自己的表，外键只能指向 entity、region 与自己的表",
            "a plugin changes its own tables only, and refers to entity, region and its own tables only",
        ),
    )
    TABLE_DIFFERS = (
        "ANJ-P157",
        Title(
            "{plugin} 声明的表 {thing} 与迁移所建的不同：{reason_zh}",
            "the table {thing} that {plugin} declares is not what its migrations made: {reason_en}",
        ),
        Title("请补写迁移，或改正声明", "add a migration, or mend the declaration"),
    )
    LEFT_BEHIND = (
        "ANJ-P158",
        Title(
            "插件 {plugin} 已不在，数据库中还有它的：表 {tables} 张共 {rows} 行，档案 {profiles} 份，台账 {lines} 行",
            "the plugin {plugin} is gone and has left {tables} tables with {rows} rows, {profiles} profiles and "
            "{lines} lines of ledgers",
        ),
        Title(
            "数据都在：重新安装即可再用；确定不要时运行 anjian plugin purge {plugin}",
            "nothing is lost: install it again to use them; `anjian plugin purge {plugin}` deletes them for good",
        ),
    )

    # Found in its ledgers and derivations
    LEDGER_KEY_UNKNOWN = (
        "ANJ-P160",
        Title(
            "{plugin} 的台账 {ledger} 以 {thing} 为键，其行中没有这个字段",
            "the ledger {ledger} of {plugin} has {thing} in its key, which is no field of its lines",
        ),
        Title("键只能由该台账行的字段组成", "a key is made of the fields of the ledger's own lines"),
    )
    DERIVATION_UNKNOWN = (
        "ANJ-P161",
        Title(
            "{plugin} 的推导 {derivation} 提到“{thing}”，该行业没有这个事实或台账",
            'the derivation {derivation} of {plugin} names "{thing}", which its sector does not have',
        ),
        Title(
            "needs 与 gives 填档案的字段名，ledgers 填台账名",
            "needs and gives name fields of the profile, ledgers names ledgers",
        ),
    )
    NOT_DERIVED = (
        "ANJ-P162",
        Title(
            "{plugin} 的推导 {derivation} 给出 {thing}，该字段没有写 derived=True",
            "the derivation {derivation} of {plugin} gives {thing}, a field that is not marked derived=True",
        ),
        Title("请标明 derived=True：推导得出的事实不得手工记录", "mark it: what is derived is never recorded by hand"),
    )
    DERIVED_TWICE = (
        "ANJ-P163",
        Title(
            "{plugin} 的 {first} 与 {second} 在同一日都给出 {thing}",
            "{first} and {second} of {plugin} both give {thing} on the same day",
        ),
        Title(
            "一个事实只由一个推导得出；新版标准须从旧版失效次日起施行",
            "a fact has one derivation; a new edition begins after the last day of the old one",
        ),
    )
    DERIVATION_CIRCLE = (
        "ANJ-P164",
        Title("{plugin} 的推导互相依赖：{thing}", "derivations of {plugin} need one another: {thing}"),
        Title("请合并为一个推导，或去掉其中一项依赖", "make one derivation of them, or take one of the needs away"),
    )
    DERIVED_BY_NOBODY = (
        "ANJ-P165",
        Title(
            "{plugin} 的字段 {thing} 标为 derived=True，却没有推导给出它",
            "the field {thing} of {plugin} is marked derived=True, but no derivation gives it",
        ),
        Title("请写出推导，或去掉 derived=True", "write its derivation, or let it be recorded"),
    )
    DERIVED_ASKED = (
        "ANJ-P166",
        Title(
            "{plugin} 的检查项 {item} 涉及推导得出的事实 {thing}",
            "the item {item} of {plugin} is about {thing}, which is derived",
        ),
        Title("请改为询问推导所依据的事实", "ask for the facts it is derived from"),
    )
    TABLE_WRONG = (
        "ANJ-P167",
        Title("{plugin} 的表 {thing} 声明有误：{reason_zh}", "the table {thing} of {plugin} will not do: {reason_en}"),
        Title("请按插件文档改正声明", "mend its declaration as the plugin guide says"),
    )
    # Found in its files
    FILE_WRONG = (
        "ANJ-P170",
        Title(
            "{plugin} 的文件 {file} 第 {line} 行第 {column} 列：{reason_zh}",
            "{plugin}: {file}, line {line}, column {column}: {reason_en}",
        ),
        Title("{cure_zh}", "{cure_en}"),
    )

    # Found in its upgrades
    UPGRADES_WRONG = (
        "ANJ-P171",
        Title(
            "{plugin} 的 {thing} 的升级声明有误：{reason_zh}",
            "the upgrades of {thing} of {plugin} will not do: {reason_en}",
        ),
        Title("每一版写一个 Upgrade(to=…)，依次相连", "write one Upgrade(to=…) for each version, one after the other"),
    )
    PROFILES_PENDING = (
        "ANJ-P172",
        Title(
            "{plugin} 的行业 {sector} 有档案停在第 {stored} 版，安装的为第 {installed} 版",
            "profiles of the sector {sector} of {plugin} are at version {stored}, the installed one is {installed}",
        ),
        Title("请运行 anjian db upgrade", "run `anjian db upgrade`"),
    )
    PROFILES_AHEAD = (
        "ANJ-P173",
        Title(
            "{plugin} 的行业 {sector} 有档案已到第 {stored} 版，安装的只到第 {installed} 版",
            "profiles of the sector {sector} of {plugin} are at version {stored}, the installed one at {installed}",
        ),
        Title(
            "请安装与数据库相配的新版插件；档案不会被退回",
            "install the version of the plugin that wrote them; profiles are never taken back",
        ),
    )
    UPGRADE_MISSING = (
        "ANJ-P174",
        Title(
            "{plugin} 的行业 {sector} 有档案停在第 {stored} 版，没有升级通向第 {installed} 版",
            "profiles of the sector {sector} of {plugin} are at version {stored}, and no upgrades lead to {installed}",
        ),
        Title(
            "请写出缺少的 Upgrade，或先安装能升级该版的旧版插件",
            "write the upgrades that lack, or install an earlier version of the plugin first, which still has them",
        ),
    )
    UPGRADE_FAILED = (
        "ANJ-P175",
        Title(
            "{plugin} 的行业 {sector} 的档案不能从第 {stored} 版升级，对象 {entity}：{reason}；未作任何更改",
            "a profile of the sector {sector} of {plugin} cannot be brought up from version {stored}, "
            "at the entity {entity}: {reason}; nothing was changed",
        ),
        Title("请改正 upgrades 后运行 anjian db upgrade", "mend its upgrades and run `anjian db upgrade`"),
    )
    UPGRADE_EXAMPLE_WRONG = (
        "ANJ-P176",
        Title(
            "{plugin} 的 {thing} 升级的示例不符：{reason_zh}",
            "an example of the upgrade {thing} of {plugin} does not hold: {reason_en}",
        ),
        Title(
            "每个升级写明 examples：升级前后的值；其结果须是所声明的字段",
            "give each upgrade examples of what was and what it becomes, in fields that the profile has in the end",
        ),
    )

    # Found by its contract
    DERIVATION_FAILED = (
        "ANJ-P177",
        Title(
            "{plugin} 的行业 {sector} 的推导在重新计算时出错；已算出的批次有效，其余仍为从前的结果",
            "a derivation of the sector {sector} of {plugin} broke while facts were derived anew; what is done stands, "
            "the rest is as it was",
        ),
        Title(
            "请按日志改正推导后重启服务或运行 anjian db upgrade",
            "mend it by what the log says, and start the server again or run `anjian db upgrade`",
        ),
    )
    IMPORTS_INSIDES = (
        "ANJ-P190",
        Title(
            "{plugin} 在 {file} 第 {line} 行引用了 {thing}",
            "{plugin} imports {thing} in {file}, line {line}",
        ),
        Title(
            "插件只引用 anjian.plugin，测试只引用 anjian.testing：其余随时可能改变",
            "import anjian.plugin alone, and anjian.testing in tests: all else may change any day",
        ),
    )
    UNKNOWN_KEYS_TAKEN = (
        "ANJ-P191",
        Title("{plugin} 的 {thing} 接受不认识的字段", "{thing} of {plugin} takes fields that nobody knows"),
        Title('请保留 extra="forbid"：写错的字段名须被拒绝', 'keep extra="forbid": a misspelt field has to be refused'),
    )
    NETWORK_AT_IMPORT = (
        "ANJ-P192",
        Title("引用 {plugin} 时即访问网络：{thing}", "{plugin} uses the network as soon as it is imported: {thing}"),
        Title(
            "请放入 anjian_lifespan：没有网络时也须能启动",
            "do it in anjian_lifespan: a server starts without a network too",
        ),
    )
    CORE_ALTERED = (
        "ANJ-P193",
        Title(
            "{plugin} 引用之后，核心的 schema 与此前不同：{thing}",
            "once {plugin} was imported, the schema of the core is another: {thing}",
        ),
        Title("请勿更改核心的类与枚举", "leave the classes and enums of the core as they are"),
    )
    VALUE_LOST = (
        "ANJ-P194",
        Title(
            "{plugin} 的 {thing} 读回的值与登记的不同：{before} → {after}",
            "{thing} of {plugin} is not read as it was recorded: {before} → {after}",
        ),
        Title(
            "请去掉更改值的校验与别名；每个事实须能单独登记",
            "take out validators and aliases that change values; each fact must be recordable alone",
        ),
    )
    INDEX_UNUSED = (
        "ANJ-P195",
        Title("{plugin} 的 {thing} 没有用到索引 {index}", "{thing} of {plugin} is not read from its index {index}"),
        Title("请把此处连同查询计划告知我们", "please report it, with the plan of the query"),
    )
    SEVERAL_STATEMENTS = (
        "ANJ-P196",
        Title("{plugin} 的 {thing} 用了 {count} 条 SQL", "{thing} of {plugin} takes {count} statements"),
        Title("一个查询须为一条 SQL；请告知我们", "a query is one statement; please report it"),
    )
    INDEX_MISSING = (
        "ANJ-P197",
        Title(
            "{plugin} 的 {thing} 没有以 {field} 开头的索引",
            "{thing} of {plugin} has no index that begins with {field}",
        ),
        Title(
            "请在迁移中为每个可筛选、可排序的字段建索引，其后接 id",
            "let a migration make one for each field that is filtered or sorted, with the id after it",
        ),
    )
    ROWS_LOST = (
        "ANJ-P198",
        Title(
            "{plugin} 的迁移 {thing} 之后，表 {table} 由 {before} 行变为 {after} 行",
            "after the migration {thing} of {plugin} the table {table} has {after} rows of {before}",
        ),
        Title("迁移不得丢失已登记的行", "a migration carries over what was recorded"),
    )

    def __init__(self, code: str, words: Title, hint: Title) -> None:
        self.code, self.words, self.hint = code, words, hint

    def of(self, plugin: object, **facts: object) -> PluginProblem:
        facts["plugin"] = plugin
        return PluginProblem(self.code, self.words.format(**facts), self.hint.format(**facts))
