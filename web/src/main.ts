/**
 * The composition root: the only module that knows every room of the page. It puts the core's
 * facade, the host, the editor and the views together, and decides nothing else.
 */
import "./floor/polyfills";
import "./floor/policy";
