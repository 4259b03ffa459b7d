/**
 * The pieces that every page is made of.
 *
 * Frame and widgets import them from their files: whoever imports this one has the browser load them all.
 */
export { useAuthorWords, type AuthorWords } from "./author";
export { Button, LinkButton, type ButtonProps, type ButtonTone } from "./button";
export { Chip, DefinitionTip, type ChipTone } from "./chip";
export { ConflictBanner } from "./conflict";
export { csvOf, download } from "./csv";
export { DataTable, type Column } from "./data-table";
export { ConfirmDialog, Dialog } from "./dialog";
export { DraftSaver, type SaveStatus, type Sent } from "./draft-saver";
export { Field, type ControlProps, type FieldProps } from "./field";
export {
  CheckboxField,
  DateField,
  DateTimeField,
  NumberField,
  SelectField,
  SwitchField,
  TextArea,
  TextField,
  type Option,
} from "./fields";
export { BarFigure, FunnelFigure, HeatMap, LineFigure } from "./figures";
export { FormErrors } from "./form-errors";
export { useDebounced, useDraft, usePolling } from "./hooks";
export { MultiSelectField } from "./multi-select-field";
export { Columns, Facts, HiddenText, Loading, Page, Section, Stack, type Breadcrumb, type Fact } from "./page";
export { PagerButtons, usePager, type Pager } from "./pager";
export { JobProgress, LoadOlder, ProgressBar } from "./progress";
export { EmptyState, ErrorState, NoAccess, QueryView, Skeleton, StaleBanner } from "./states";
export { Tabs, type Tab } from "./tabs";
export { ToastProvider, useToast } from "./toast";
