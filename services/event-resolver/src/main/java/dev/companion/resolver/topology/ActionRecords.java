package dev.companion.resolver.topology;

import dev.companion.resolver.domain.Action;

/** Actions, which requests and discrepancies carry alike. */
final class ActionRecords {

    private ActionRecords() {}

    static Action toDomain(dev.companion.discrepancies.Action action) {
        return switch (action) {
            case UNKNOWN -> Action.UNKNOWN;
            case CREATE -> Action.CREATE;
            case MOVE -> Action.MOVE;
            case RECREATE -> Action.RECREATE;
            case ASSOCIATE -> Action.ASSOCIATE;
            case DELETE -> Action.DELETE;
            case KEEP -> Action.KEEP;
            case IGNORE -> Action.IGNORE;
            case RETRY -> Action.RETRY;
            case APPROVE -> Action.APPROVE;
            case REJECT -> Action.REJECT;
            case UNLINK -> Action.UNLINK;
            case RENAME -> Action.RENAME;
            case ALIAS -> Action.ALIAS;
            case ACTIVATE -> Action.ACTIVATE;
            case ASSIGN -> Action.ASSIGN;
            case RECHECK -> Action.RECHECK;
        };
    }

    static dev.companion.discrepancies.Action toRecord(Action action) {
        return switch (action) {
            case UNKNOWN -> dev.companion.discrepancies.Action.UNKNOWN;
            case CREATE -> dev.companion.discrepancies.Action.CREATE;
            case MOVE -> dev.companion.discrepancies.Action.MOVE;
            case RECREATE -> dev.companion.discrepancies.Action.RECREATE;
            case ASSOCIATE -> dev.companion.discrepancies.Action.ASSOCIATE;
            case DELETE -> dev.companion.discrepancies.Action.DELETE;
            case KEEP -> dev.companion.discrepancies.Action.KEEP;
            case IGNORE -> dev.companion.discrepancies.Action.IGNORE;
            case RETRY -> dev.companion.discrepancies.Action.RETRY;
            case APPROVE -> dev.companion.discrepancies.Action.APPROVE;
            case REJECT -> dev.companion.discrepancies.Action.REJECT;
            case UNLINK -> dev.companion.discrepancies.Action.UNLINK;
            case RENAME -> dev.companion.discrepancies.Action.RENAME;
            case ALIAS -> dev.companion.discrepancies.Action.ALIAS;
            case ACTIVATE -> dev.companion.discrepancies.Action.ACTIVATE;
            case ASSIGN -> dev.companion.discrepancies.Action.ASSIGN;
            case RECHECK -> dev.companion.discrepancies.Action.RECHECK;
        };
    }
}
