package dev.companion.provisioner.domain.work;

/**
 * The company that a link uses.
 *
 * @param unsure whether an answer made it doubtful that the company still exists and is usable
 * @param fresh whether it was created for this link and no package has been tried in it
 */
public record LinkedCompany(String id, String name, Provenance provenance, boolean unsure, boolean fresh) {

    /** How a link got its company. */
    public enum Provenance {
        CREATED,
        ADOPTED,
        CHOSEN
    }

    /** The same company, to be looked up before it is used again. */
    public LinkedCompany asUnsure() {
        return new LinkedCompany(id, name, provenance, true, false);
    }

    /** The same company with the name and state that a lookup returned. */
    LinkedCompany confirmed(String currentName) {
        return new LinkedCompany(id, currentName, provenance, false, false);
    }

    /** The same company after a package was tried in it: from now on only a find tells what it contains. */
    LinkedCompany tried() {
        return new LinkedCompany(id, name, provenance, unsure, false);
    }

    public LinkedCompany named(String currentName) {
        return new LinkedCompany(id, currentName, provenance, unsure, fresh);
    }
}
