package dev.companion.mapper.domain.request;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit trail: which action on which target.
 *
 * @param target kind and id, as kind:id
 * @param before in words; null if there was nothing
 * @param after in words; null if there is nothing
 * @param why the rule that applied, or what the person saw; null if there is nothing to add
 */
public record AuditNote(
        Action action,
        String target,
        @Nullable String before,
        @Nullable String after,
        @Nullable String why) {

    /** All actions of this service. */
    public enum Action {
        SAVE_GRAVITYZONE("save gravityzone settings"),
        SAVE_RMM("save datto rmm settings"),
        SAVE_DEFAULT_PACKAGE("save default package"),
        SAVE_OBSERVATION("save observation settings"),
        REQUEST_SWEEP("request sweep"),
        FIND_LINKS("look for earlier links"),
        PAUSE("pause work"),
        RESUME("resume work"),
        HEAL("switch healing on"),
        OBSERVE("switch healing off"),
        SAVE_POLICIES("save policies"),
        APPROVE_DELETIONS("approve held deletions"),
        REJECT_DELETIONS("reject held deletions"),
        LINK_SITE("link site"),
        UNLINK_SITE("unlink site"),
        RETRY_LINK("retry link"),
        APPLY_DEFAULT_PACKAGE("apply default package"),
        CANCEL_TASK("cancel task"),
        SUSPEND_COMPANY("suspend company"),
        ACTIVATE_COMPANY("activate company"),
        MOVE_COMPANY("move company"),
        DELETE_COMPANY("delete company"),
        RENAME_COMPANY("rename company"),
        NOTE_SITE_NAME("note site name"),
        DISMISS_SUGGESTION("dismiss suggestion"),
        FORGET_LINK("forget link"),
        DISCONNECT_GRAVITYZONE("disconnect gravityzone"),
        DISCONNECT_RMM("disconnect datto rmm"),
        REQUEST_RESET("request reset"),
        RESET_TENANT("reset tenant"),
        RESEAL_SECRETS("seal credentials with another key");

        private final String phrase;

        Action(String phrase) {
            this.phrase = phrase;
        }

        public String phrase() {
            return phrase;
        }
    }

    public static AuditNote ofSite(Action action, String siteUid, @Nullable String before, @Nullable String after) {
        return new AuditNote(action, "site:" + siteUid, before, after, null);
    }

    public AuditNote because(String rule) {
        return new AuditNote(action, target, before, after, rule);
    }
}
