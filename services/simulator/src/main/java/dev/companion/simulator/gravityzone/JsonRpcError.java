package dev.companion.simulator.gravityzone;

/** A call that ends with an error object; its transaction is rolled back. */
final class JsonRpcError extends RuntimeException {

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int SERVER_ERROR = -32000;
    static final int NOT_AUTHORIZED = -32001;
    static final int NOT_FOUND = -32002;
    static final int TOO_MANY_REQUESTS = -32003;

    private static final long serialVersionUID = 1L;

    private final int code;
    private final int httpStatus;

    JsonRpcError(int code, int httpStatus, String details) {
        super(details, null, false, false);
        this.code = code;
        this.httpStatus = httpStatus;
    }

    static JsonRpcError invalidParams(String details) {
        return new JsonRpcError(INVALID_PARAMS, 200, details);
    }

    static JsonRpcError invalidValue(String parameter) {
        return invalidParams("Invalid value for '" + parameter + "'");
    }

    static String messageOf(int code) {
        return switch (code) {
            case PARSE_ERROR -> "Parse error";
            case INVALID_REQUEST -> "Invalid Request";
            case METHOD_NOT_FOUND -> "Method not found";
            case INVALID_PARAMS -> "Invalid params";
            case NOT_AUTHORIZED -> "Unauthorized";
            case NOT_FOUND -> "Not found";
            case TOO_MANY_REQUESTS -> "Too many requests";
            default -> "Server error";
        };
    }

    int code() {
        return code;
    }

    int httpStatus() {
        return httpStatus;
    }

    String details() {
        return String.valueOf(getMessage());
    }
}
