package dev.companion.runtime;

/**
 * The keys of structured log lines. Ids only: never a person's name, a credential or a payload.
 *
 * <p>What is also a label of a metric or an attribute of a span has the same key there, and constants are written in lower
 * case in all three, so that a value can be copied from one to another.
 */
public final class LogKeys {

    /** Which service it is about; "service" itself, as the label of metrics is called, is an object in ECS. */
    public static final String SERVICE = "component";

    public static final String TENANT_ID = "tenantId";
    public static final String SITE_UID = "siteUid";
    public static final String COMPANY_ID = "companyId";
    public static final String PACKAGE_ID = "packageId";
    public static final String CALL_ID = "callId";
    public static final String REQUEST_ID = "requestId";
    public static final String DISCREPANCY_ID = "discrepancyId";
    public static final String GENERATION = "generation";
    public static final String STEP = "step";
    public static final String KIND = "kind";

    /** Of a request or a discrepancy. */
    public static final String TYPE = "type";

    public static final String API = "api";
    public static final String VERDICT = "verdict";
    public static final String STATE = "state";
    public static final String FROM = "from";
    public static final String TO = "to";
    public static final String REASON = "reason";
    public static final String DETAIL = "detail";
    public static final String COUNT = "count";
    public static final String TOPIC = "topic";
    public static final String PARTITION = "partition";
    public static final String OFFSET = "offset";
    public static final String WAITING_FOR = "waitingFor";

    /** Of a topology. */
    public static final String PROCESSOR = "processor";

    /** What keeps a view up to date. */
    public static final String READER = "reader";

    /** A request of ours, without query and body. */
    public static final String CALL = "call";

    public static final String ATTEMPT = "attempt";
    public static final String EXIT_CODE = "exitCode";
    public static final String ENDS_IN_SECONDS = "endsInSeconds";

    /** The name of a logger whose level changes. */
    public static final String LOGGER = "logger";

    public static final String UNTIL = "until";

    /** What was asked for when a request was refused. */
    public static final String DOOR = "door";

    /** Of the client, or host and port where traces are sent. */
    public static final String ADDRESS = "address";

    /** The last four characters of an API key. */
    public static final String KEY_LAST_FOUR = "keyLastFour";

    /** Lines of the same kind that were not written. */
    public static final String LEFT_OUT = "leftOut";

    private LogKeys() {}
}
