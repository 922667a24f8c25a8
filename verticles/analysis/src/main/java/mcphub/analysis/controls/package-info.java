/**
 * The controls catalogue and what judges it: a control is described in {@code config/controls.yaml}, a {@link
 * mcphub.analysis.controls.Judge} decides it on the files of one version. Pure: the same files give the same results, in the same order.
 */
@NullMarked
package mcphub.analysis.controls;

import org.jspecify.annotations.NullMarked;
