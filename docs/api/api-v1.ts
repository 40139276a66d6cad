// Made by `make types` from /schema/openapi.json.

/** A picture that is to be painted, and kept, as the original's library asks for it. */
export interface AIImageGenerationRequest {
  prompt: string;
  negativePrompt?: string | null;
  style?: string | null;
  /** Such as 1024x1024. */
  size?: string | null;
  /** Changes nothing, as cfg_scale: who paints knows best. */
  steps?: number | null;
  cfgScale?: number | null;
  /** -1 is any. */
  seed?: number | null;
  provider?: string;
}

/** Somebody who could make a part of a film. */
export interface AIProviderDto {
  id: string;
  name: string;
  /** llm, tts, image or music. */
  type: string;
  /** Whether they make films that do not say, as the settings are. */
  isDefault: boolean;
  /** Whether nothing is missing for them to be asked. */
  isEnabled: boolean;
  /** What is asked there; None where there are no models. */
  model: string | null;
  /** Whether somebody would stand in. */
  hasFallback: boolean;
}

/** What came of letting all hardware encode a frame. */
export interface AccelerationTest {
  /** Whether any did. */
  success: boolean;
  message: string;
  hardwareAcceleration: HardwareAcceleration;
  encoders: Array<EncoderChoice>;
  nvenc: TriedAcceleration;
  amf: TriedAcceleration;
  quickSync: TriedAcceleration;
  videoToolbox: TriedAcceleration;
}

/** A candidate that a scene is to show; new_candidate says the same. */
export interface AcceptCandidateRequest {
  candidate?: CandidateNamed | null;
  newCandidate?: CandidateNamed | null;
  userId?: string | null;
}

/** What few change. */
export interface AdvancedSettings {
  /** Whether nothing may be asked of any other machine. */
  offlineMode: boolean;
  /** Of a Stable Diffusion web UI. */
  stableDiffusionUrl: string;
  /** Of an Ollama. */
  ollamaUrl: string;
  ollamaModel: string;
  enableTelemetry: boolean;
  enableCrashReports: boolean;
  /** Free GiB of the data folder below which it is warned of. */
  diskWarningGB: number;
  /** Free GiB below which no film can be made. */
  diskCriticalGB: number;
}

/** What is known of every key, by the id of its provider. */
export interface AllKeysStatusResponse {
  success: boolean;
  statuses: Record<string, KeyStatusResponse>;
  totalKeys: number;
  validKeys: number;
  invalidKeys: number;
  pendingValidation: number;
}

/** Everybody who is built, in one list and by what they do. */
export interface AllProvidersStatus {
  llm: Array<ProviderStanding>;
  tts: Array<ProviderStanding>;
  images: Array<ProviderStanding>;
  music: Array<ProviderStanding>;
  providers: Array<ProviderStanding>;
  configuredCount: number;
  /** How many could be asked. */
  reachableCount: number;
  timestamp: string;
  lastUpdated: string;
}

/** How Anthropic is asked. */
export interface AnthropicProviderSettings {
  enabled: boolean;
  apiKey: string;
  model: string;
  timeoutSeconds: number;
}

/** A key that a wizard has been given. */
export interface ApiKeyConfigDto {
  provider: string;
  key: string;
  /** Changes nothing: whether a key is one is not for a client to say. */
  isValidated?: boolean;
}

/** Keys by provider, as clients hand them in; what is kept here is empty, and what is shown has four characters of each. */
export interface ApiKeysSettings {
  openAI: string;
  anthropic: string;
  stabilityAI: string;
  elevenLabs: string;
  pexels: string;
  pixabay: string;
  unsplash: string;
  google: string;
  azure: string;
}

/** Which profile is to be in force, by id or name. */
export interface ApplyProfileRequest {
  profileName: string;
}

/** A file that a job made. */
export interface ArtifactDto {
  path: string;
  filePath: string;
  type: string;
  sizeBytes: number;
  name: string;
  /** Where the server has it. */
  url: string;
  createdAt: string | null;
}

/** A file that belongs to a video. */
export interface ArtifactInfo {
  name: string;
  path: string;
  type: string;
  sizeBytes: number;
}

/** What can be made beside the film. */
export type ArtifactKind = "Srt" | "Vtt" | "Ass" | "Sdh" | "Words" | "Transcript" | "Chapters" | "Thumbnail" | "Timeline" | "Script" | "Stems" | "Upload";

/** The shape of the picture, width to height. */
export type Aspect = "Widescreen16x9" | "Vertical9x16" | "Square1x1" | "Portrait4x5";

/** A picture that is to be painted, and kept. */
export interface AssetGenerateRequest {
  prompt: string;
  /** Told back as a tag, scene-3. */
  sceneIndex?: number | null;
  /** Refused: which model paints is a setting, and so is where. */
  model?: string | null;
  /** Changes nothing, as cfg_scale, sampler_name and bypass_hardware_checks: who paints knows best. */
  steps?: number | null;
  cfgScale?: number | null;
  seed?: number | null;
  width?: number | null;
  height?: number | null;
  style?: string | null;
  samplerName?: string | null;
  aspect?: Aspect | null;
  /** Become its tags. */
  keywords?: Array<string> | null;
  stableDiffusionUrl?: string | null;
  bypassHardwareChecks?: boolean;
  /** A name or a tier; empty leaves it to the owner. */
  provider?: string;
}

/** What a file is. */
export interface AssetMetadata {
  /** Pixels, as it is seen. */
  width: number;
  /** Likewise. */
  height: number;
  /** Of a clip. */
  duration: string | null;
  fileSizeBytes: number;
  /** Its ending, without the dot. */
  format: string;
}

/** Some of the pictures that are kept. */
export interface AssetPage {
  assets: Array<KeptAsset>;
  /** How many are wanted, on all pages. */
  totalCount: number;
  /** From 1. */
  page: number;
  pageSize: number;
}

/** What to look for, and where. */
export interface AssetSearchRequest {
  query: string;
  /** library for what is kept here, or a library of pictures by its name; empty for both, as far as there are keys. */
  provider?: string;
  /** At most. */
  count?: number;
  /** Refused: keys are kept by the server. */
  apiKey?: string | null;
  /** Refused: the folder is a setting. */
  localDirectory?: string | null;
  aspect?: Aspect;
}

/** By what they are listed. */
export type AssetSort = "dateAdded" | "dateModified" | "title" | "size";

/** A tag of a picture. */
export interface AssetTag {
  name: string;
  /** How sure that is; 1, for somebody has said so. */
  confidence: number;
}

/** What was found, the best first. */
export interface AssetsReply {
  success: boolean;
  /** Always false: whoever cannot be asked is an error. */
  gated: boolean;
  /** Who found nothing, or could not be asked where nobody was named. */
  reason: string | null;
  assets: Array<FoundAsset>;
}

/** What kind of sound films have that do not say. */
export interface AudioQualityDto {
  /** kbit/s. */
  bitrate: number;
  /** Kept; films have 48,000 samples a second. */
  sampleRate: number;
  /** Always 2. */
  channels: number;
  codec: string;
}

/** Scenes as they were spoken; none of them is there unless all are. */
export interface AudioReply {
  success: boolean;
  results: Array<SceneAudio>;
  totalScenes: number;
  successfulScenes: number;
  failedScenes: number;
  totalDuration: number;
  correlationId: string;
}

/** Scenes to be spoken, one recording each; for the rest see PreviewRequest. */
export interface AudioRequest {
  scenes: Array<LineDto>;
  provider?: string;
  voiceName?: string;
  rate?: number;
  pitch?: number;
  pauseStyle?: PauseStyle;
  language?: string | null;
  allowFallback?: boolean;
}

/** What suits this machine, which is in force already. */
export interface AutoConfiguration {
  success: boolean;
  recommendedThreadCount: number;
  /** What a film takes with so many threads. */
  recommendedMemoryLimitMB: number;
  recommendedQualityPreset: string;
  useHardwareAcceleration: boolean;
  hardwareAccelerationMethod: string | null;
  enableLocalProviders: boolean;
  /** FreeOnly, BalancedMix or ProMax. */
  recommendedTier: string;
  configuredProviders: Array<string>;
}

/** Which issue is to be mended. */
export interface AutoFixRequest {
  /** As the report of the first run has it. */
  issueCode: string;
}

/** What was mended. */
export interface AutoFixResponse {
  success: boolean;
  message: string;
  ffmpegPath: string | null;
}

/** What the client has on its table by now. */
export interface AutosaveRequest {
  projectData: string;
  version?: number | null;
}

/** A model that could be asked. */
export interface AvailableModelDto {
  /** As its provider calls it. */
  id: string;
  name: string;
  description: string | null;
  capabilities: Array<string>;
  /** US dollars, asked and answered in equal parts; None where the price is not known. */
  estimatedCostPer1kTokens: number | null;
  isAvailable: boolean;
  /** The variable of the environment that may hold its key; None where none is needed. */
  requiredApiKey: string | null;
  /** Whether it writes where a film does not say which. */
  isDefault: boolean;
}

/** How Azure OpenAI is asked. */
export interface AzureOpenAIProviderSettings {
  enabled: boolean;
  apiKey: string;
  endpoint: string;
  deploymentName: string;
  apiVersion: string;
  timeoutSeconds: number;
}

/** A voice of Azure Speech, as it describes it. */
export interface AzureVoice {
  /** What requests select it by, as they do by name. */
  id: string;
  name: string;
  /** A BCP 47 tag. */
  locale: string;
  gender: string;
  voiceType: string;
  /** In which it can speak at Azure; requests here take none, nor roles. */
  availableStyles: Array<string>;
  availableRoles: Array<string>;
  /** What requests here can ask of it. */
  supportedFeatures: Array<string>;
  description: string | null;
  localName: string | null;
}

/** What a voice of Azure Speech can do; see AzureVoice. */
export interface AzureVoiceCapabilities {
  voiceId: string;
  name: string;
  locale: string;
  gender: string;
  voiceType: string;
  availableStyles: Array<string>;
  availableRoles: Array<string>;
  /** By style; Azure describes none. */
  styleDescriptions: Record<string, string>;
  supportedFeatures: Array<string>;
}

/** Several films at once. */
export interface BatchRequest {
  jobs: Array<CreateJobRequest>;
}

/** Pictures for the scenes of a film; for the rest see GenerateVisualRequest. */
export interface BatchVisualsRequest {
  /** One a scene. */
  prompts: Array<string>;
  /** What is said meanwhile, scene by scene; none, or as many as prompts. */
  texts?: Array<string>;
  width?: number | null;
  height?: number | null;
  style?: string;
  aspectRatio?: Aspect;
  quality?: number;
  negativePrompts?: Array<string>;
  provider?: string;
  language?: string | null;
  seed?: number;
}

/** What to search for and what to have painted. */
export interface BlendSetRecommendation {
  /** By the place of the scene, from 0. */
  sceneRecommendations: Record<string, SourceRecommendation>;
  /** StockOnly, GenerativeOnly, Mixed or SlidesOnly. */
  strategy: string;
  reasoning: string;
  /** US dollars. */
  estimatedCost: number;
  /** The share of scenes for which somebody has or paints a picture, 0 to 1. */
  narrativeCoverageScore: number;
}

/** Scenes for which somebody wants to know what to search for and what to have painted. */
export interface BlendSetRequest {
  sceneDescriptions: Array<string>;
  videoGoal?: string;
  videoStyle?: string;
  /** US dollars that pictures may cost in all. */
  budget?: number;
  allowGenerative?: boolean;
  allowStock?: boolean;
}

/** How whoever has a film made wants to be recognised. */
export interface BrandKit {
  /** A picture with their sign, for every slide. */
  watermarkPath?: string | null;
  watermarkPosition?: WatermarkPosition;
  /** 0 to 1. */
  watermarkOpacity?: number;
  /** As #rrggbb; slides are set in its hue. */
  brandColor?: string | null;
  /** Likewise; made lighter or darker where it could not be read. */
  accentColor?: string | null;
}

/** What the film is about, and for whom. */
export interface Brief {
  /** A phrase of 1 to 500 characters. */
  topic: string;
  audience?: string | null;
  goal?: string | null;
  tone?: string;
  /** A BCP 47 tag such as en-US. */
  language?: string;
  aspect?: Aspect;
  promptModifiers?: PromptModifiers | null;
  ragConfiguration?: RagConfiguration | null;
  llmParameters?: LlmParameters | null;
  /** Files that the film is made from, in their words: Markdown, text, HTML, PDF, DOCX. */
  sources?: Array<string>;
  /** What else it is made from, in their words; where rag_configuration is enabled and nothing is named here, they are found in the documents that are kept. */
  passages?: Array<SourcePassage>;
}

/** Whether there could be a film of a brief. */
export interface BriefValidation {
  isValid: boolean;
  /** What is wrong, as sentences. */
  issues: Array<string>;
  correlationId: string;
}

/** A brief that a client wants looked at before it asks for a film. */
export interface BriefValidationRequest {
  topic?: string;
  audience?: string | null;
  goal?: string | null;
  tone?: string | null;
  language?: string | null;
  durationMinutes?: number;
}

/** Whether there is money left; the contract calls it BudgetCheckDto. */
export interface BudgetCheckDto {
  isWithinBudget: boolean;
  /** Whether calls would be refused. */
  shouldBlock: boolean;
  /** Which budget, as sentences. */
  warnings: Array<string>;
  /** What was spent since the first of the month, US dollars. */
  currentMonthlyCost: number;
  estimatedNewTotal: number;
}

/** A picture that a scene could show. */
export interface Candidate {
  /** Where this server has it. */
  imageUrl: string;
  /** Who made it or had it, by id. */
  source: string;
  /** 0 to 100, by its contrast and exposure, as measured; taste is nobody's here. */
  aestheticScore: number;
  /** 0 to 100, how many of the keywords are said of it. */
  keywordCoverageScore: number;
  /** 0 to 100, how well it fills the frame. */
  qualityScore: number;
  overallScore: number;
  /** What the scores come from, as a sentence. */
  reasoning: string;
  width: number;
  height: number;
  /** Why it should not be shown; empty where it may. */
  rejectionReasons: Array<string>;
  generationLatencyMs: number;
  licensing: LicensingInfo | null;
  thumbnailUrl: string;
}

/** A candidate, by where this server has it; whatever else a client sends of it is known better here. */
export interface CandidateNamed {
  imageUrl: string;
}

/** What this machine can do. */
export interface CapabilitiesResponse {
  tier: HardwareTier;
  cpu: CpuInfo;
  ram: RamInfo;
  gpu: GpuInfo | null;
  enableNVENC: boolean;
  enableSD: boolean;
  offlineOnly: boolean;
}

/** A kind of file that captions are written as. */
export type CaptionFormat = "SRT" | "VTT" | "ASS";

/** Whose rules say how much a caption may hold, and for how long it is shown. */
export type CaptionGuideline = "Netflix" | "NetflixChildren" | "Bbc" | "Social";

/** How burned captions look: letters, on a panel, the spoken word in colour, word by word, or filled by the voice. */
export type CaptionLook = "Plain" | "Boxed" | "Highlight" | "Pop" | "Karaoke";

/** How captions travel: drawn into the picture, as a stream of the file, as files beside it only, or not at all. */
export type CaptionMode = "Burn" | "Soft" | "Sidecar" | "None";

/** Where captions stand in the frame. */
export type CaptionPosition = "BottomLeft" | "BottomCenter" | "BottomRight" | "MiddleLeft" | "MiddleCenter" | "MiddleRight" | "TopLeft" | "TopCenter" | "TopRight";

/** How the words are shown. */
export interface CaptionSpec {
  mode?: CaptionMode;
  /** How burned captions look. */
  style?: CaptionLook;
  /** Whether the style Highlight highlights the spoken word; without that it is Plain. */
  highlight?: boolean;
  /** None chooses by the shape of the frame: Netflix when it lies, else Social. */
  guideline?: CaptionGuideline | null;
  /** What they are set in, and where they stand; None leaves all of it to the film. */
  font?: SubtitleFont | null;
}

/** How the words are shown. */
export interface CaptionStyle {
  /** Where they stand, as CaptionPosition has it. */
  position: string;
  /** Medium, what suits the frame; or Large. */
  fontSize: string;
  /** Whether the words that are being spoken are coloured. */
  highlightKeywords: boolean;
  mode: CaptionMode;
  style: CaptionLook;
  /** Whose rules they keep; None leaves it to the shape of the frame. */
  guideline: CaptionGuideline | null;
}

/** Lines as captions. */
export interface CaptionsReply {
  success: boolean;
  /** The whole file as text. */
  captions: string;
  /** Where this server has it, as a path of it; url says the same. */
  filePath: string;
  url: string;
  format: CaptionFormat;
  cueCount: number;
  durationSeconds: number;
  correlationId: string;
  /** What was asked for and not done. */
  notice: string | null;
}

/** Lines to be captioned. */
export interface CaptionsRequest {
  lines: Array<LineDto>;
  format?: CaptionFormat;
  /** Is read and never written to: whoever asks saves what comes back. */
  outputPath?: string | null;
  /** A BCP 47 tag; it decides where lines may be broken. */
  language?: string;
  /** None chooses by the shape of the frame: Netflix when it lies, else Social. */
  guideline?: CaptionGuideline | null;
  /** How captions look that say so themselves (ASS). */
  style?: CaptionLook;
  fontConfig?: SubtitleFont | null;
  /** The frame that they are made for. */
  resolution?: Resolution;
}

/** Whether somebody can be asked for a part of a film. */
export interface CategoryHealth {
  category: string;
  required: boolean;
  configuredCount: number;
  healthyCount: number;
  activeProviders: Array<string>;
  message: string;
}

/** What a check found. */
export interface CheckReport {
  id: string;
  name: string;
  /** healthy, degraded or unhealthy. */
  status: string;
  /** A sentence; message is the same. */
  description: string | null;
  message: string | null;
  /** What to do, as a sentence. */
  remedy: string | null;
  /** How long looking took, milliseconds. */
  duration: number;
  /** What helps to judge it; details is the same. */
  data: Record<string, unknown>;
  details: Record<string, unknown> | null;
  tags: Array<string>;
  required: boolean;
  checkedAt: string;
  /** The error code, when it failed. */
  exception: string | null;
}

/** Whether a provider is asked. */
export interface CircuitBreaker {
  providerName: string;
  state: CircuitBreakerState;
  /** In a row, up to now. */
  consecutiveFailures: number;
  /** The last ones, at most two hundred, by which the state and the rate are told. */
  calls: number;
  /** Of these, 0 to 1. */
  failureRate: number;
  lastCall: string | null;
  /** When it is asked again, if it is left alone. */
  nextRetryTime: string | null;
}

/** All breakers, and the rule that they follow. */
export interface CircuitBreakerDetails {
  timestamp: string;
  /** Failures in a row after which a provider is left alone; 0 for never. */
  failureThreshold: number;
  /** For how long. */
  restSeconds: number;
  /** Successes in a row after which it counts as well again. */
  successThreshold: number;
  breakers: Array<CircuitBreaker>;
}

/** Whether a failing provider is being spared. */
export type CircuitBreakerState = "Closed" | "Open" | "HalfOpen";

/** How many breakers are in which state. */
export interface CircuitBreakers {
  timestamp: string;
  total: number;
  closed: number;
  open: number;
  halfOpen: number;
  /** Of each provider that was asked up to now. */
  states: Record<string, CircuitBreakerState>;
}

/** Where a statement comes from. */
export interface Citation {
  number: number;
  source: string;
  title?: string | null;
  section?: string | null;
  pageNumber?: number | null;
}

/** What was made for a project, to be forgotten but for what is kept. */
export interface ClearGeneratedContentRequest {
  keepScript?: boolean;
  /** Speech lies in the store, which forgets by itself what is not used; likewise for keep_images. */
  keepAudio?: boolean;
  keepImages?: boolean;
  /** Otherwise the job of the film is deleted with its files. */
  keepVideo?: boolean;
}

/** What becomes of a clip that is shorter than its scene; a longer one is trimmed. */
export type ClipFit = "Auto" | "Trim" | "Loop" | "Slow";

/** What becomes of a clip's own sound. */
export type ClipSound = "Mute" | "Duck";

/** How a ComfyUI is asked. */
export interface ComfyUIProviderSettings {
  enabled: boolean;
  baseUrl: string;
  /** Of its checkpoints; empty takes the first. */
  model: string;
  /** A workflow of the owner's own in API format, with places for what is to be painted. */
  workflowPath: string;
  /** A picture may take. */
  timeoutSeconds: number;
}

/** A timeline is to become a film of the kind that it says itself, else of the kind that the settings say. */
export interface ComposeRequest {
  /** The timeline as text. */
  timelineJson?: string | null;
  /** The same as an object, instead. */
  timeline?: EditableTimeline | null;
}

/** What a film needs, in short. */
export interface ConfigurationChecks {
  /** Whether somebody can write, somebody speak and somebody illustrate. */
  providerConfigured: boolean;
  /** Whether all of them were seen to work. */
  providerValidated: boolean;
  /** Whether finished films have a place. */
  workspaceCreated: boolean;
  ffmpegDetected: boolean;
  /** Whether no key is known to be wrong. */
  apiKeysValid: boolean;
}

/** What the server stands on. */
export interface ConfigurationDependencies {
  ffmpeg: DependencyStatus;
  ollama: DependencyStatus;
  database: DependencyStatus;
  outputDirectory: DependencyStatus;
  timestamp: string;
}

/** What was found. */
export interface ConfigurationDetails {
  /** Names of those who can be asked. */
  configuredProviders: Array<string>;
  ffmpegPath: string | null;
  ffmpegVersion: string | null;
  workspacePath: string | null;
  /** Where everything is kept, GiB. */
  diskSpaceAvailable: number | null;
  gpuAvailable: boolean;
}

/** Something that is amiss, and what to do about it. */
export interface ConfigurationIssue {
  category: string;
  code: string;
  message: string;
  resolution: string;
}

/** Whether films can be made as things are. */
export interface ConfigurationStatus {
  isValid: boolean;
  canStart: boolean;
  /** Without these films cannot be made. */
  criticalIssues: Array<ConfigurationIssue>;
  warnings: Array<ConfigurationIssue>;
  /** How long looking took. */
  validationDurationMs: number;
  timestamp: string;
}

/** A setting that an import would change. */
export interface ConflictItem {
  /** Where, such as general.theme; for a secret its name. */
  key: string;
  /** As JSON; of a secret the mask. */
  currentValue: string;
  newValue: string;
  /** KeepCurrent where it was decided here, UseNew where it has its default, Merge for lists and maps. */
  recommendedResolution: ConflictResolution;
}

/** What to do with a setting that differs on import. */
export type ConflictResolution = "KeepCurrent" | "UseNew" | "Merge";

/** What recommendations have to keep to. */
export interface ConstraintsDto {
  maxSceneCount: number | null;
  minSceneCount: number | null;
  /** Of the scenes that pictures may fill, 0 to 100. */
  maxBRollPercentage: number | null;
  /** A school grade, from 1. */
  maxReadingLevel: number | null;
}

/** A section of which nothing is said; the contract calls it ConversionChangeDto. */
export interface ConversionChangeDto {
  category: string;
  description: string;
  justification: string;
  /** From 0, as in the document's structure. */
  sectionIndex: number;
  /** The share of the document's words. */
  impactLevel: number;
}

/** How a document becomes a script; the contract calls it ConversionConfigDto. */
export interface ConversionConfigDto {
  /** A word of the client's own; the members beside it are what counts. */
  preset?: string;
  /** How long the film is to be. */
  targetDurationMinutes?: number;
  /** Read and not needed: the voice decides how fast it speaks. */
  wordsPerMinute?: number;
  /** Read and not needed, as the four after it: what a document says is said in its words and in its order, with its tables and pictures, whatever is asked. */
  enableAudienceRetargeting?: boolean;
  enableVisualSuggestions?: boolean;
  preserveOriginalStructure?: boolean;
  addTransitions?: boolean;
  aggressivenessLevel?: number;
  targetAudienceProfileId?: string | null;
}

/** What became of how much; the contract calls it ConversionMetricsDto. */
export interface ConversionMetricsDto {
  originalWordCount: number;
  convertedWordCount: number;
  /** Words of the script to a word of the document. */
  compressionRatio: number;
  /** Scenes. */
  sectionsCreated: number;
  /** Scenes that give way to the next by more than a cut. */
  transitionsAdded: number;
  /** Scenes that say how their picture is to be, or have one of the document's. */
  visualSuggestionsGenerated: number;
}

/** A script made of a document; the contract calls it ConversionResultDto. */
export interface ConversionResultDto {
  success: boolean;
  /** With what they cite. */
  scenes: Array<SceneDto>;
  /** What the script was written for; with scriptId a job needs none. */
  suggestedBrief: Brief;
  changes: Array<ConversionChangeDto>;
  metrics: ConversionMetricsDto;
  sectionConversions: Array<SectionConversionDto>;
  /** Always empty: what cannot be made into a script is a problem. */
  errorMessage: string | null;
  processingTimeSeconds: number;
  /** By which it can be edited, and made into a film. */
  scriptId: string;
  script: GenerateScriptResponse;
  correlationId: string;
}

/** A document that is to become a script. */
export interface ConvertDocumentRequest {
  /** What its import answered, instead of document_id. */
  importResult?: DocumentNamed;
  config?: ConversionConfigDto;
  documentId?: string | null;
  /** What of the document the film is about; without one, what it is called. */
  topic?: string | null;
  audience?: string | null;
  /** In which the film speaks; the document's own without. */
  language?: string | null;
  /** Who writes; without one, whoever says documents in their own words. */
  preferredProvider?: string | null;
}

/** What one step may cost; the contract calls it CostBreakdownItemDto. */
export interface CostBreakdownItemDto {
  name: string;
  /** As people know them. */
  provider: string;
  /** US dollars; 0 where the price is not known. */
  cost: number;
  isFree: boolean;
  /** How many of unit_type are paid for. */
  units: number;
  unitType: string;
  /** Whether cost says anything. */
  isPriceKnown: boolean;
  /** By which price it was reckoned, or why it could not be. */
  note: string;
}

/** What calls may cost. */
export interface CostEstimateDto {
  providerName: string;
  operationType: string;
  estimatedInputTokens: number;
  estimatedOutputTokens: number;
  totalTokens: number;
  /** US dollars; 0 where the price is not known. */
  estimatedCostUsd: number;
  /** Of these tokens on average. */
  costPer1KTokens: number;
  isPriceKnown: boolean;
  /** By which price it was reckoned, or why it could not be. */
  note: string;
}

/** Calls whose cost is asked for. */
export interface CostEstimateRequest {
  providerName: string;
  /** What they are for; repeated, and changes nothing. */
  operationType?: string;
  estimatedInputTokens?: number | null;
  estimatedOutputTokens?: number | null;
  /** That are spoken. */
  estimatedCharacters?: number | null;
  /** Nobody who is built here asks for time; read and not needed. */
  estimatedComputeSeconds?: number | null;
}

/** What was spent since the first of the month, US dollars, as far as prices are known. */
export interface CostTrackingSummaryDto {
  totalMonthlyCost: number;
  costByProvider: Record<string, number>;
  /** By step of a film. */
  costByOperation: Record<string, number>;
  /** Calls whose price nobody knows. */
  unpricedCalls: number;
  /** What may be spent a month; 0 for no limit. */
  monthlyBudget: number;
}

/** The cores that may be used, and the threads that they run. */
export interface CpuInfo {
  cores: number;
  threads: number;
}

/** How busy the processors are, per cent. */
export interface CpuUsage {
  overallUsagePercent: number;
  perCoreUsagePercent: Array<number>;
  logicalCores: number;
  physicalCores: number;
  /** How much of them all this server takes, without the films that it makes. */
  processUsagePercent: number;
}

/** A film as a client asks for it; the contract calls it CreateJobRequest. */
export interface CreateJobRequest {
  brief?: Brief | null;
  planSpec?: PlanSpec | null;
  voiceSpec?: VoiceSpec | null;
  renderSpec?: RenderSpec | null;
  providerSelection?: ProviderSelectionDto;
  imageProvider?: string | null;
  /** default or sample-hello-youtube. */
  preset?: string | null;
  /** Members of the brief, the plan spec and the voice spec, and script, all side by side, such as {"topic": "How tides work", "targetDuration": 90}; members of other names are left aside. */
  inputs?: Record<string, unknown> | null;
  options?: JobOptions;
  /** The client's own words as plain text or Markdown. */
  script?: string | null;
  /** The client's own words scene by scene, instead of script. */
  scenes?: Array<SceneRequest>;
  /** Of a script that is kept, to be spoken as it is, instead of script and scenes; what is left out is as the script was written for. */
  scriptId?: string | null;
  /** Of that script; the present one without. */
  scriptVersion?: number | null;
  /** How the words are shown; the settings decide without. */
  captions?: CaptionSpec | null;
  music?: MusicSpec | null;
  soundMarks?: boolean;
  /** What is made beside the film; the settings decide without. */
  artifacts?: Array<ArtifactKind> | null;
  seed?: number;
  fitDuration?: boolean | null;
  loudness?: number;
  /** 1 to 10; lower goes first. */
  priority?: number;
  /** What is told of the end of the job. */
  callbackUrl?: string | null;
  isQuickDemo?: boolean;
  /** How slides look; the plan's style decides without. */
  theme?: SlideTheme | null;
  /** Whether their ground is dark or light; Auto leaves it to the theme. */
  appearance?: ThemeMode;
  brandKit?: BrandKit | null;
  /** The manner in which pictures move and give way to one another; the pacing decides without. */
  directorPreset?: DirectorPreset | null;
  /** What becomes of a clip that is shorter than its scene. */
  clipFit?: ClipFit;
  /** What becomes of a clip's own sound. */
  clipSound?: ClipSound;
  /** A sign in a corner of the film; the settings decide without. */
  watermark?: WatermarkSettings | null;
  /** What scenes show that would show something else by themselves. */
  pictures?: Array<ScenePicture>;
}

/** The database of the jobs, in short. */
export interface DatabaseHealth {
  status: string;
  migrationUpToDate: boolean;
  message: string | null;
}

/** The database of the jobs. */
export interface DatabaseStatus {
  connected: boolean;
  /** SQLite or PostgreSQL. */
  provider: string;
  /** Its file, or its machine and name; never a password. */
  dataSource: string | null;
  responseTimeMs: number | null;
  error: string | null;
  migration: MigrationStatus;
}

/** A decoder that FFmpeg lists; its kind is video, audio or subtitle. */
export interface Decoder {
  name: string;
  kind: string;
  description: string;
}

/** How much is said in a minute. */
export type Density = "Sparse" | "Balanced" | "Dense";

/** What is there, in short; what nobody looks for is not there. */
export interface DependenciesSummary {
  ffmpegInstalled: boolean;
  ffmpegPath: string | null;
  piperInstalled: boolean;
  piperPath: string | null;
  ollamaInstalled: boolean;
  ollamaPath: string | null;
  stableDiffusionInstalled: boolean;
  stableDiffusionPath: string | null;
  allRequiredInstalled: boolean;
  correlationId: string;
}

/** Something that the server stands on, or can use. */
export interface Dependency {
  id: string;
  displayName: string;
  /** Installed, PartiallyInstalled or Missing. */
  status: string;
  /** Whether no film can be made without it. */
  required: boolean;
  path: string | null;
  version: string | null;
  validationOutput: string;
  errorMessage: string | null;
  remedy: string | null;
}

/** How a dependency is after something was done about it. */
export interface DependencyAnswer {
  /** Whether it can be used. */
  success: boolean;
  id: string;
  /** The same as success, as installed and repaired are, for whoever asks in other words. */
  available: boolean;
  installed: boolean;
  repaired: boolean;
  /** Installed, PartiallyInstalled or Missing. */
  status: string;
  path: string | null;
  version: string | null;
  validationOutput: string;
  message: string;
  error: string | null;
  remedy: string | null;
  /** Whether it did what films need of it; None when it was not tried. */
  smokeTestPassed: boolean | null;
  correlationId: string;
}

/** Whether a dependency is at a path; nothing but FFmpeg is run, and that only if it is one by its looks. */
export interface DependencyPathCheck {
  isValid: boolean;
  error: string | null;
  remedy: string | null;
  path: string | null;
  version: string | null;
  correlationId: string;
}

/** Where a dependency is: a path of this machine, or for a server of one's own its URL. */
export interface DependencyPathRequest {
  path: string;
}

/** Everything that the server stands on, or can use. */
export interface DependencyReport {
  success: boolean;
  scanTime: string;
  dependencies: Array<Dependency>;
  correlationId: string;
}

/** Whether something is there that the server stands on. */
export interface DependencyStatus {
  isAvailable: boolean;
  message: string;
  version: string | null;
  path: string | null;
  /** The same as version or path, whichever there is. */
  details: string | null;
}

/** A login at an upload destination. */
export interface DestinationLogin {
  state: LoginState;
  /** What its owner types at verification_url, while it is pending. */
  userCode: string | null;
  verificationUrl: string | null;
  /** Seconds for which the code is good. */
  expiresIn: number | null;
  /** Seconds after which it is worth asking again. */
  interval: number | null;
}

/** What came of trying an upload destination. */
export interface DestinationTest {
  success: boolean;
  message: string;
  destinationType: string;
}

/** Whether films can be made as things are, in short. */
export interface DiagnosedConfiguration {
  isValid: boolean;
  errorCode: string | null;
  errorMessage: string | null;
  issues: Array<string>;
}

/** FFmpeg, in short. */
export interface DiagnosedFFmpeg {
  installed: boolean;
  valid: boolean;
  version: string | null;
  path: string | null;
  errorCode: string | null;
  errorMessage: string | null;
}

/** How the server is reached. */
export interface DiagnosedNetwork {
  /** Whether the page that asks may read the answers. */
  corsConfigured: boolean;
  /** Whether the server is asked under a name of its own. */
  baseUrlConfigured: boolean;
  issues: Array<string>;
}

/** Whether a provider can be asked. */
export interface DiagnosedProvider {
  name: string;
  reachable: boolean;
  errorCode: string | null;
  errorMessage: string | null;
}

/** How a film would be directed. */
export interface DirectorDecisionsResponse {
  sceneDirections: Array<SceneDirectionDto>;
  /** In a few words. */
  overallStyle: string;
  /** In a sentence. */
  emotionalArc: string;
  correlationId: string;
}

/** The manner in which a one-shot video is directed. */
export type DirectorPreset = "Documentary" | "TikTokEnergy" | "Cinematic" | "Corporate" | "Educational" | "Storytelling" | "Custom";

/** Whether films can be put into a folder; it was really written to. */
export interface DirectoryCheck {
  isValid: boolean;
  /** Why not, as a sentence. */
  error: string | null;
  /** With ~ written out; None for what is no path. */
  expandedPath: string | null;
  /** Where that leads, if links lie on the way; None if it cannot be used. */
  realPath: string | null;
  /** Whether it is there already; what is not is made when it is needed. */
  exists: boolean;
  correlationId: string;
}

/** A folder on the server's machine, with ~ for its user's home. */
export interface DirectoryCheckRequest {
  path?: string;
}

/** How much room there is, GiB. */
export interface DiskSpace {
  /** The folder whose disk it is. */
  path: string;
  totalGB: number;
  availableGB: number;
  usedGB: number;
  /** Of all of it. */
  percentageFree: number;
}

/** How full a disk is. */
export interface DiskUsage {
  /** A folder on it. */
  driveName: string;
  totalBytes: number;
  availableBytes: number;
  usedBytes: number;
  usagePercent: number;
}

/** How hard a document is to follow; the contract calls it DocumentComplexityDto. */
export interface DocumentComplexityDto {
  /** The school grade that it takes, 1 to 13, by RIX; 0 in languages that do not part words. */
  readingLevel: number;
  /** The share of words of more than six letters. */
  technicalDensity: number;
  /** In words. */
  averageSentenceLength: number;
  /** Words of more than six letters. */
  complexWordCount: number;
  /** The grade in words. */
  complexityDescription: string;
}

/** A document that is kept, looked at. */
export interface DocumentImportResponse {
  success: boolean;
  metadata: DocumentMetadataDto;
  structure: DocumentStructureDto;
  warnings: Array<string>;
  /** Always empty: what cannot be read is a problem. */
  errorMessage: string | null;
  processingTimeSeconds: number;
  /** By which it is found again. */
  documentId: string;
  /** Into how many passages it was cut, to be searched; 0 where it is not searched. */
  passageCount: number;
  correlationId: string;
}

/** Some of all documents, the newest first. */
export interface DocumentList {
  documents: Array<DocumentListItem>;
  count: number;
  /** How many there are. */
  total: number;
  limit: number;
  offset: number;
  correlationId: string;
}

/** A document that is kept, in a line. */
export interface DocumentListItem {
  documentId: string;
  metadata: DocumentMetadataDto;
  /** 0 where it is not searched. */
  passageCount: number;
}

/** What a document is; the contract calls it DocumentMetadataDto. */
export interface DocumentMetadataDto {
  originalFileName: string;
  /** The ending of its name, such as pdf. */
  format: string;
  fileSizeBytes: number;
  importedAt: string;
  wordCount: number;
  characterCount: number;
  /** Of most of its words, as a BCP 47 tag; None where they do not tell. */
  detectedLanguage: string | null;
  title: string | null;
  /** None in documents without pages. */
  pageCount: number | null;
  /** How long it takes to read it in silence, at 238 words a minute. */
  readingTimeSeconds: number;
}

/** What an import answered; of it only the id is read. */
export interface DocumentNamed {
  documentId?: string;
}

/** What stands under a heading; the contract calls it DocumentSectionDto. */
export interface DocumentSectionDto {
  /** 1 to 6; 0 of what stands before any heading. */
  level: number;
  heading: string;
  /** Its words, in paragraphs that are parted by blank lines. */
  content: string;
  wordCount: number;
  /** At 150 words a minute; the voice decides. */
  estimatedSpeechDurationSeconds: number;
}

/** How a document is made up; the contract calls it DocumentStructureDto. */
export interface DocumentStructureDto {
  sections: Array<DocumentSectionDto>;
  /** How many different levels its headings have. */
  headingLevels: number;
  /** Phrases of its own that tell most. */
  keyConcepts: Array<string>;
  complexity: DocumentComplexityDto;
}

/** Something that the server stands on, or can use. */
export interface DownloadComponent {
  id: string;
  name: string;
  version: string | null;
  isRequired: boolean;
  isInstalled: boolean;
  installPath: string | null;
  /** None: nothing is fetched by addresses; how_to_install says what does it. */
  files: Array<string>;
  howToInstall: string | null;
}

/** Everything that the server stands on, or can use, as a page about downloads reads it. */
export interface DownloadManifest {
  version: string;
  components: Array<DownloadComponent>;
}

/** A project that is to be there twice. */
export interface DuplicateProjectRequest {
  /** Empty for the name with "(copy)" behind it. */
  newName?: string;
}

/** How well lines fit their times. */
export interface DurationFittingStatsDto {
  segmentsAdjusted: number;
  averageFitIterations: number;
  maxFitIterations: number;
  withinTolerancePercent: number;
  averageDeviation: number;
  maxDeviation: number;
  targetDurationSeconds: number;
  actualDurationSeconds: number;
}

/** A film that can be edited and rendered: its arrangement, and what lies over all of it. */
export interface EditableTimeline {
  title: string;
  scenes: Array<TimelineScene>;
  language?: string;
  subtitle?: string;
  description?: string | null;
  tags?: Array<string> | null;
  /** Who speaks what has no recording. */
  voiceSpec?: VoiceSpec;
  /** How the words are shown; the settings decide without. */
  captions?: CaptionSpec | null;
  /** What plays under the voice; nothing without. */
  music?: MusicSpec | null;
  /** The file of it alone, instead of music. */
  backgroundMusicPath?: string | null;
  /** Whether a short sound marks where a section begins. */
  soundMarks?: boolean;
  /** What is made beside the film; the settings decide without. */
  artifacts?: Array<ArtifactKind> | null;
  /** A sign in a corner of the film; the settings decide without. */
  watermark?: WatermarkSettings | null;
  /** Integrated loudness of the narration, LUFS. */
  loudness?: number;
  /** Chooses among equals where music is composed. */
  seed?: number;
  /** The kind of file, where the request names none. */
  renderSpec?: RenderSpec | null;
}

/** One of several films of the same script, taken up as a job of its own. */
export interface EditionAccepted {
  /** What tells it from the others, such as de.9x16. */
  name: string;
  aspect: Aspect;
  /** A BCP 47 tag. */
  language: string;
  job: JobAccepted;
}

/** Films of the same script in several shapes and languages. */
export interface EditionsRequest {
  /** What they have in common. */
  request: CreateJobRequest;
  /** None leaves the shape of request. */
  aspects?: Array<Aspect>;
  /** None leaves the language of request. */
  versions?: Array<VersionRequest>;
}

/** How the editor behaves. */
export interface EditorPreferencesSettings {
  timelineSnapEnabled: boolean;
  /** Seconds. */
  timelineSnapInterval: number;
  playbackQuality: string;
  generateThumbnails: boolean;
  /** Seconds. */
  thumbnailInterval: number;
  /** Keys by the name of what they do. */
  keyboardShortcuts: Record<string, string>;
  showWaveforms: boolean;
  showTimecode: boolean;
}

/** How ElevenLabs is asked. */
export interface ElevenLabsProviderSettings {
  enabled: boolean;
  apiKey: string;
  defaultVoiceId: string;
  timeoutSeconds: number;
}

/** Where a voice stresses words. */
export interface EmphasisSpanDto {
  startPosition: number;
  length: number;
  level: string;
}

/** An encoder that FFmpeg lists. */
export interface Encoder {
  name: string;
  /** video, audio or subtitle. */
  kind: string;
  /** What it makes, such as h264. */
  codec: string;
  description: string;
  hardwareAccelerated: boolean;
  /** Whether it encoded a frame on this machine; None when it was not tried, for films have no use for it. */
  usable: boolean | null;
  /** The last that FFmpeg said, if it is not usable. */
  reason: string | null;
}

/** An encoder to choose; auto leaves the choice to the machine. */
export interface EncoderChoice {
  id: string;
  name: string;
  description: string;
  isHardwareAccelerated: boolean;
  /** Whether it encoded a frame on this machine. */
  isAvailable: boolean;
  requiredHardware: Array<string>;
}

/** All who may encode films. */
export interface EncoderFamilies {
  success: boolean;
  encoders: Array<EncoderFamily>;
}

/** Who may encode films. */
export interface EncoderFamily {
  id: string;
  name: string;
  /** Software or Hardware. */
  type: string;
  vendor: string | null;
  /** Whether it encoded a frame here. */
  available: boolean;
  quality: string;
  speed: string;
  recommended: boolean;
}

/** How much time hardware takes over a picture. */
export interface EncodingPreset {
  id: string;
  name: string;
  description: string;
  speed: string;
  quality: string;
  /** The word of FFmpeg's encoders that comes closest. */
  ffmpegPreset: string;
  recommendedFor: Array<string>;
  default_: boolean;
}

/** All presets, the quickest first. */
export interface EncodingPresets {
  success: boolean;
  presets: Array<EncodingPreset>;
}

/** Whether what was given works. */
export interface EnhancedValidation {
  isValid: boolean;
  /** Valid, Invalid, PartiallyValid (what was given can be, and nobody was asked), or Error (nothing was learnt of it). */
  status: string;
  provider: string;
  fieldErrors: Array<FieldValidation>;
  /** Of each field that was given or is missing, whether nothing is wrong with it. */
  fieldValidationStatus: Record<string, boolean>;
  overallMessage: string;
  correlationId: string;
  details: Record<string, string>;
}

/** A film as the queue is asked for it. */
export interface EnqueueJobRequest {
  brief: Brief;
  planSpec?: PlanSpec;
  voiceSpec?: VoiceSpec;
  renderSpec?: RenderSpec | null;
  /** Lower goes first; beyond 1 and 10 it counts as these. */
  priority?: number;
  isQuickDemo?: boolean;
}

/** A job that was put to the queue, or taken from it. */
export interface Enqueued {
  jobId: string;
  status: string;
  message: string;
  correlationId: string;
  priority: number;
}

/** Why a request failed, and what to do about it; RFC 9457 and the members that the original's clients read. */
export interface ErrorModel {
  /** Where the error code is explained. */
  type: string;
  /** What kind of problem it is, in a few words. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** What is wrong this time, as a sentence. */
  detail: string;
  /** The path that was asked for. */
  instance: string | null;
  errorCode: string | null;
  /** What ties the answer to events and logs. */
  correlationId: string;
  traceId: string | null;
  timestamp: string;
  /** The JSON path of the only member that is wrong. */
  field: string | null;
  /** What is wrong with each member, by its JSON path. */
  errors: Record<string, Array<string>> | null;
  /** Sentences. */
  howToFix: Array<string> | null;
  /** Sentences; the same under the name that older clients read. */
  suggestedActions: Array<string> | null;
  /** What the provider that failed was asked for, as the steps of jobs are called: script, narration, broll. */
  stage: string | null;
  /** Who failed, by id. */
  provider: string | null;
  /** Whether the same request may succeed later. */
  retryable: boolean | null;
  /** Any JSON that helps to find the cause. */
  details: unknown;
}

/** A scene that is to say more. */
export interface ExpandSceneRequest {
  /** Of the script. */
  jobId?: string;
  /** From 0. */
  sceneIndex?: number;
  /** How many times its words. */
  targetExpansion?: number;
}

/** Exports, the newest first. */
export interface ExportList {
  exports: Array<ExportStatus>;
  count: number;
  /** How many there are, these included; jobs that were deleted still count. */
  total: number;
  correlationId: string;
}

/** What is in an export, and who made it. */
export interface ExportMetadata {
  secretsIncluded: boolean;
  includedSecretKeys: Array<string> | null;
  /** Names of the secrets that stayed behind. */
  redactedSecretKeys: Array<string> | null;
  exportedBy: string;
  machineName: string;
}

/** What becomes of finished films. */
export interface ExportSettings {
  watermark: WatermarkSettings;
  namingPattern: NamingPatternSettings;
  uploadDestinations: Array<UploadDestination>;
  /** Where films are shown, as clients name it. */
  defaultPreset: string;
  autoOpenOutputFolder: boolean;
  autoUploadOnComplete: boolean;
  /** Whether a picture is made beside a film whose request does not say what is. */
  generateThumbnail: boolean;
  /** Whether SRT and WebVTT files are, likewise. */
  generateSubtitles: boolean;
  keepIntermediateFiles: boolean;
}

/** What is to be exported. */
export interface ExportSettingsRequest {
  includeSecrets?: boolean;
  /** Names of the secrets that travel; None for all. */
  selectedSecretKeys?: Array<string> | null;
  /** Has to be set with include_secrets. */
  acknowledgeWarning?: boolean;
  /** Seals the secrets; at least 12 characters, and has to be given with include_secrets. */
  passphrase?: string | null;
}

/** An export. */
export interface ExportSettingsResponse {
  version: string;
  exportedAt: string;
  settings: SettingsExportData;
  metadata: ExportMetadata;
  /** Sealed by the passphrase, as docs/settings.md describes; None when none travel. */
  secrets: Record<string, unknown> | null;
}

/** How far an export is. */
export interface ExportStatus {
  /** Of its job, as job_id: everything that can be asked about jobs can be asked about it. */
  id: string;
  jobId: string;
  /** pending, running, paused, completed, failed or canceled. */
  status: string;
  /** 0 to 100. */
  progress: number;
  stage: string;
  sourceJobId: string;
  presetName: string | null;
  /** The kind of file. */
  renderSpec: RenderSpec | null;
  createdAt: string;
  startedAt: string | null;
  completedAt: string | null;
  errorMessage: string | null;
  /** Where it lies on the server's machine, once it is made. */
  outputFile: string | null;
  fileSizeBytes: number | null;
  /** Where it can be had from anywhere, likewise. */
  downloadUrl: string | null;
  correlationId: string;
}

/** What an FFmpeg can do on this machine. */
export interface FFmpegCapabilities {
  path: string;
  version: string;
  /** Digest of its version and configuration. */
  identity: string;
  encoders: Array<Encoder>;
  decoders: Array<Decoder>;
  filters: Array<Filter>;
  /** Encoders and filters that films need and that it does not list. */
  missing: Array<string>;
  /** What it lists for decoding and filtering. */
  hardwareAccelerations: Array<string>;
  /** What was seen to encode. */
  hardwareAcceleration: HardwareAcceleration;
  /** When that was found out; it is kept until the program changes. */
  probedAt: string;
  /** How long that took. */
  durationMs: number;
}

/** Whether there is an FFmpeg that works. */
export interface FFmpegCheck {
  isInstalled: boolean;
  path: string | null;
  version: string | null;
  error: string | null;
  source: string;
  correlationId: string;
}

/** A place where FFmpeg may be, and what was found there. */
export interface FFmpegCheckCandidate {
  /** Who says that it may be there. */
  label: string;
  path: string | null;
  exists: boolean;
  executionAttempted: boolean;
  exitCode: number | null;
  /** Whether it was killed for not answering. */
  timedOut: boolean;
  rawVersionOutput: string | null;
  versionParsed: string | null;
  valid: boolean;
  error: string | null;
}

/** What came of looking for FFmpeg. */
export interface FFmpegDetectResponse {
  success: boolean;
  installed: boolean;
  valid: boolean;
  version: string | null;
  path: string | null;
  source: string;
  mode: string;
  message: string;
  /** Where it was looked for. */
  attemptedPaths: Array<string> | null;
  detail: string | null;
  /** Sentences. */
  howToFix: Array<string> | null;
  correlationId: string;
}

/** The place that counts. */
export interface FFmpegDirectCheckOverall {
  installed: boolean;
  valid: boolean;
  source: string | null;
  chosenPath: string | null;
  version: string | null;
}

/** Every place where FFmpeg may be. */
export interface FFmpegDirectCheckResponse {
  candidates: Array<FFmpegCheckCandidate>;
  overall: FFmpegDirectCheckOverall;
  correlationId: string;
}

/** Which FFmpeg is to be restored. */
export interface FFmpegInstallRequest {
  /** None other than the one that belongs to the installation can be had. */
  version?: string | null;
}

/** The FFmpeg of the installation works. */
export interface FFmpegInstallSuccessResponse {
  success: boolean;
  message: string;
  path: string;
  version: string | null;
  installedAt: string;
  mode: string | null;
  correlationId: string;
}

/** Which FFmpeg is to be used. */
export interface FFmpegPathRequest {
  /** The program, its folder, or the folder above its bin, from the root on. */
  path: string;
}

/** The FFmpeg that is used from now on. */
export interface FFmpegPathValidationResponse {
  success: boolean;
  message: string;
  installed: boolean;
  valid: boolean;
  path: string | null;
  version: string | null;
  source: string;
  mode: string;
  correlationId: string;
  title: string | null;
  detail: string | null;
  errorCode: string | null;
  howToFix: Array<string> | null;
  attemptedPaths: Array<string> | null;
}

/** What came of asking every FFmpeg anew. */
export interface FFmpegRescanResponse {
  success: boolean;
  installed: boolean;
  version: string | null;
  path: string | null;
  source: string | null;
  valid: boolean;
  error: string | null;
  message: string;
  correlationId: string;
}

/** The same with what it can do. */
export interface FFmpegStatusInfo {
  installed: boolean;
  valid: boolean;
  version: string | null;
  path: string | null;
  source: string;
  mode: string;
  error: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  /** Where it was looked for. */
  attemptedPaths: Array<string>;
  /** Sentences. */
  howToFix: Array<string>;
  versionMeetsRequirement: boolean;
  minimumVersion: string | null;
  hardwareAcceleration: HardwareAcceleration;
  lastValidatedAt: string | null;
  lastValidationResult: string | null;
  correlationId: string;
}

/** Which FFmpeg is used, and whether it works. */
export interface FFmpegStatusResponse {
  /** Whether there is any. */
  installed: boolean;
  /** Whether it can be used. */
  valid: boolean;
  /** Configured, Environment, Bundled, PATH or Common Directory. */
  source: string | null;
  version: string | null;
  path: string | null;
  /** none, system, local (the one that belongs to the installation) or custom. */
  mode: string;
  error: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  lastValidatedAt: string | null;
  /** ok, notfound, invalidbinary or executionerror. */
  lastValidationResult: string | null;
  correlationId: string;
}

/** What can be done, and what the profile in force has nobody for. */
export interface FeatureList {
  available: Array<string>;
  degraded: Array<string>;
}

/** Which FFmpeg the settings come to. */
export interface FfmpegConfigDiagnostics {
  correlationId: string;
  timestamp: string;
  /** Whether that could be found out. */
  available: boolean;
  mode: string;
  path: string | null;
  isValid: boolean;
  /** Who named it. */
  source: string;
  lastValidatedAt: string | null;
  validationResult: string | null;
  errorMessage: string | null;
}

/** FFmpeg, in short. */
export interface FfmpegHealth {
  installed: boolean;
  valid: boolean;
  version: string | null;
  path: string | null;
  message: string | null;
}

/** What is wrong with a field. */
export interface FieldValidation {
  fieldName: string;
  /** REQUIRED, INVALID_FORMAT, INVALID_URL, or REFUSED by the provider. */
  errorCode: string;
  errorMessage: string;
  suggestedFix: string | null;
}

/** Where things are; empty leaves it to us. */
export interface FileLocationsSettings {
  /** The FFmpeg to use. */
  ffmpegPath: string;
  /** Kept for clients that ask for it; nothing here needs an ffprobe. */
  ffprobePath: string;
  /** Where finished films go besides their job's folder. */
  outputDirectory: string;
  /** Where the processes that make films put what they need for a moment. */
  tempDirectory: string;
  mediaLibraryLocation: string;
  projectsDirectory: string;
}

/** What is shown on the screen of the server's machine. */
export interface FileOpened {
  success: boolean;
  path: string;
  message: string;
}

/** A file that this server made. */
export interface FileStat {
  success: boolean;
  path: string;
  name: string;
  /** Bytes, as is size_bytes. */
  size: number;
  sizeBytes: number;
  /** A media type. */
  type: string;
  /** Where it is served. */
  url: string;
  jobId: string;
  modifiedAt: string;
}

/** A filter that FFmpeg lists. */
export interface Filter {
  name: string;
  /** What goes in and what comes out, such as VV->V. */
  pads: string;
  description: string;
}

/** What stands between a new user and the first film. */
export interface FirstRunIssue {
  code: string;
  title: string;
  description: string;
  /** critical or warning. */
  severity: string;
  causes: Array<string>;
  fixActions: Array<FixAction>;
  /** Whether POST /api/health/auto-fix mends it. */
  autoFixable: boolean;
}

/** Whether a new user can begin. */
export interface FirstRunReport {
  ready: boolean;
  /** ready, needs-setup or has-errors. */
  status: string;
  issues: Array<FirstRunIssue>;
  /** Sentences. */
  recommendations: Array<string>;
  systemInfo: Record<string, unknown>;
}

/** Something that can be done about an issue. */
export interface FixAction {
  label: string;
  description: string;
  /** As a check's actions have it. */
  actionType: string;
  /** An address of the API, a page of the client's, or one elsewhere. */
  actionUrl: string | null;
  actionData: Record<string, string> | null;
}

/** The folders in a folder. */
export interface FolderListing {
  path: string;
  /** The folder that it is in; None for a root. */
  parent: string | null;
  folders: Array<string>;
}

/** A folder that was opened on the screen of the server's machine. */
export interface FolderOpened {
  success: boolean;
  path: string;
}

/** A picture that was found or made. */
export interface FoundAsset {
  /** image or video. */
  kind: string;
  /** Where this server has it. */
  pathOrUrl: string;
  license: string | null;
  attribution: string | null;
  thumbnailPath: string;
  width: number;
  height: number;
  title: string;
  provider: string;
  /** Of one that is kept. */
  id: string | null;
}

/** What part of a picture fills the frame. */
export interface Framing {
  /** 1 shows as much as covers the frame, 2 half of that in each direction. */
  zoom?: number;
  /** The centre, 0 at the left edge of what may be shown and 1 at the right. */
  x?: number;
  /** Likewise, from top to bottom. */
  y?: number;
}

/** How Gemini is asked. */
export interface GeminiProviderSettings {
  enabled: boolean;
  apiKey: string;
  model: string;
  timeoutSeconds: number;
}

/** How the application begins and keeps what is worked at. */
export interface GeneralSettings {
  /** A folder; empty for the application's own. */
  defaultProjectSaveLocation: string;
  /** 30 to 3600. */
  autosaveIntervalSeconds: number;
  autosaveEnabled: boolean;
  /** The language of films whose request names none, a BCP 47 tag. */
  language: string;
  /** How the application writes dates and numbers, a BCP 47 tag. */
  locale: string;
  theme: ThemeMode;
  startupBehavior: StartupBehavior;
  checkForUpdatesOnStartup: boolean;
  advancedModeEnabled: boolean;
}

/** A light copy of a film or a clip is wanted, for an editor. */
export interface GenerateProxyRequest {
  /** By its address or its path. */
  sourcePath: string;
  /** Draft, Preview or High: 360, 540 or 720 lines. */
  quality?: string;
  /** Whether the answer does not wait for it. */
  backgroundGeneration?: boolean;
  /** Is read and not needed: copies are made one after another, as they are asked for. */
  priority?: number;
  /** Likewise: a copy is found by what is in the file, and is never out of date. */
  overwrite?: boolean;
}

/** A script as a client asks for it. */
export interface GenerateScriptRequest {
  /** A phrase of 1 to 500 characters; may be left out where script says what it is about. */
  topic?: string;
  audience?: string | null;
  goal?: string | null;
  tone?: string;
  language?: string;
  aspect?: Aspect;
  /** From 3 to 7200. */
  targetDurationSeconds?: number;
  /** Chill, Conversational or Fast; where it is a word for a tone, as the original's client sends it, what suits such a tone. */
  pacing?: string;
  density?: Density;
  style?: string;
  /** A provider's name or a tier; a model may stand behind it in brackets. */
  preferredProvider?: string | null;
  /** What a language model's provider is asked for. */
  modelOverride?: string | null;
  temperature?: number | null;
  topP?: number | null;
  topK?: number | null;
  maxTokens?: number | null;
  frequencyPenalty?: number | null;
  presencePenalty?: number | null;
  stopSequences?: Array<string> | null;
  ragConfiguration?: RagConfiguration | null;
  /** What is added to the prompt of a language model. */
  customInstructions?: string | null;
  /** Several models in turns; there is no such thing here, and that is told. */
  useAgenticMode?: boolean;
  /** The client's own words, as plain text or Markdown: nothing is written, they are read. */
  script?: string | null;
  /** Files on the server's machine that the script is made from, in their words. */
  sources?: Array<string>;
  /** Chooses among equals. */
  seed?: number;
}

/** A script as clients show it. */
export interface GenerateScriptResponse {
  scriptId: string;
  title: string;
  scenes: Array<ScriptSceneDto>;
  totalDurationSeconds: number;
  metadata: ScriptMetadataDto;
  correlationId: string;
  /** Counts up from 1; it is the entity tag, too. */
  version: number;
  /** The same, as a word. */
  versionId: string;
  /** A BCP 47 tag. */
  language: string;
  subtitle: string;
  /** What made this version, as a sentence. */
  notes: string;
  /** What its user should know, as sentences. */
  warnings: Array<string>;
  /** What it was written about. */
  topic: string;
  createdAt: string;
  updatedAt: string;
}

/** A picture as a client asks for it. */
export interface GenerateVisualRequest {
  /** What is to be seen. */
  prompt: string;
  /** Pixels; counts with height alone, else the frame of films in the shape of aspect_ratio does. */
  width?: number | null;
  /** Likewise. */
  height?: number | null;
  /** A look of /api/visuals/styles, or any other words. */
  style?: string;
  aspectRatio?: Aspect;
  /** Changes nothing: nobody here can paint better or worse. */
  quality?: number;
  /** What must not be seen; only who paints can heed it. */
  negativePrompts?: Array<string>;
  /** A name or a tier; empty leaves it to the owner. */
  provider?: string;
  /** What is said meanwhile. */
  text?: string;
  /** Of the words, a BCP 47 tag; None is the owner's. */
  language?: string | null;
  /** Chooses among equals. */
  seed?: number;
}

/** The outline of a sound is wanted. */
export interface GenerateWaveformRequest {
  /** A recording or a film that this server made, by its address or its path. */
  audioPath: string;
  /** How many values. */
  targetSamples?: number;
  /** Seconds from its start. */
  startTime?: number;
  /** Likewise; 0 is its end. */
  endTime?: number;
}

/** A file that was made for a project; the contract calls it GeneratedAssetDto. */
export interface GeneratedAssetDto {
  /** Its media type. */
  assetType: string;
  /** Where this server has it, as an address below its own. */
  filePath: string;
  fileSizeBytes: number;
  createdAt: string;
}

/** A picture that was painted. */
export interface GeneratedAssetReply {
  success: boolean;
  /** Always false: whoever cannot be asked is an error. */
  gated: boolean;
  /** Why it is not of whoever was asked. */
  reason: string | null;
  asset: FoundAsset;
  assets: Array<FoundAsset>;
}

/** What a film may cost; the contract calls it GenerationCostEstimateDto. */
export interface GenerationCostEstimateDto {
  llmCost: number;
  ttsCost: number;
  imageCost: number;
  /** Of what is known, US dollars. */
  totalCost: number;
  currency: string;
  breakdown: Array<CostBreakdownItemDto>;
  /** Whether nobody is paid. */
  isFreeGeneration: boolean;
  /** high when nobody is paid, medium when all prices are known, low when one is not. */
  confidence: string;
  budgetCheck: BudgetCheckDto | null;
}

/** A film whose cost is asked for; the contract calls it GenerationCostEstimateRequestDto. */
export interface GenerationCostEstimateRequestDto {
  /** Characters that are written and spoken; a minute has about 900. */
  estimatedScriptLength: number;
  /** Pictures. */
  sceneCount: number;
  /** Who writes, by name or tier; empty leaves it to the settings, as for tts_provider. */
  llmProvider: string;
  /** What they write with; empty for what is in force. */
  llmModel: string;
  ttsProvider: string;
  /** Who illustrates; without one, slides are shown. */
  imageProvider: string | null;
}

/** How far a job was at some moment. */
export interface GenerationProgress {
  stage: string;
  /** Of the whole job, 0 to 100. */
  overallPercent: number;
  /** Of its stage, 0 to 100. */
  stagePercent: number;
  message: string;
  substageDetail: string | null;
  currentItem: number | null;
  totalItems: number | null;
  estimatedTimeRemaining: string | null;
  elapsedTime: string | null;
  timestamp: string;
  correlationId: string | null;
  metadata: Record<string, unknown> | null;
}

/** A scene, as whoever looks for a picture of it describes it. */
export interface GetCandidatesRequest {
  /** Told back. */
  sceneIndex?: number;
  detailedDescription?: string;
  subject?: string;
  /** How it is to be seen, such as close-up. */
  framing?: string;
  /** What is to be seen in it; by these candidates are weighed. */
  narrativeKeywords?: Array<string>;
  style?: string;
  /** Changes nothing: nobody here can paint better or worse. */
  qualityTier?: string;
  config?: ImageSelectionConfig | null;
  /** Whether the same candidates may come again; without, others do. */
  useCache?: boolean;
  /** A name or a tier; empty leaves it to the owner. */
  provider?: string;
}

/** Candidates for a scene. */
export interface GetCandidatesResponse {
  /** That of the request. */
  requestId: string;
  result: ImageSelectionResult;
  /** Always false: what was made before is looked up, and weighed anew. */
  fromCache: boolean;
  cachedAt: string | null;
  expiresAt: string | null;
}

/** A picture of a film is wanted. */
export interface GetThumbnailRequest {
  /** A film or a clip of this server, by its address or its path. */
  videoPath: string;
  /** Seconds from its start. */
  timestamp?: number;
  /** Pixels at most; the picture keeps its shape. */
  width?: number;
  /** Likewise. */
  height?: number;
}

/** How much may be asked of all providers together. */
export interface GlobalRateLimitSettings {
  enabled: boolean;
  maxTotalRequestsPerMinute: number;
  /** US dollars. */
  maxTotalDailyCost: number;
  /** US dollars. */
  maxTotalMonthlyCost: number;
  /** US dollars; 0 for no limit. */
  maxCostPerFilm: number;
  globalExceededBehavior: RateLimitBehavior;
  enableCircuitBreaker: boolean;
  /** Failures in a row after which a provider is spared. */
  circuitBreakerThreshold: number;
  /** For how long. */
  circuitBreakerTimeoutSeconds: number;
  enableLoadBalancing: boolean;
  loadBalancingStrategy: LoadBalancingStrategy;
}

/** A graphics processor. */
export interface Gpu {
  /** Its number, from 0; as NVIDIA's own tool counts where it is theirs. */
  id: string;
  /** NVIDIA, AMD, Intel, Apple or what it calls itself. */
  vendor: string;
  model: string;
  /** Memory of its own in MiB, or what it may take of the machine's; 0 when nobody knows. */
  vramMB: number;
  /** Version of its driver, if that is known. */
  driver: string | null;
}

/** What a graphics processor can do for films. */
export interface GpuAbilities {
  hardwareAcceleration: boolean;
  videoEncoding: boolean;
  videoDecoding: boolean;
}

/** A graphics processor. */
export interface GpuCard {
  id: string;
  vendor: string;
  model: string;
  vramGB: number;
  capabilities: GpuEncoding;
  /** Whether it is used first. */
  recommended: boolean;
}

/** All graphics processors. */
export interface GpuCards {
  success: boolean;
  gpus: Array<GpuCard>;
}

/** A graphics processor to choose; auto leaves the choice to the machine. */
export interface GpuChoice {
  id: string;
  name: string;
  vendor: string;
  vramMB: number;
  isDefault: boolean;
}

/** With what a graphics processor encodes here. */
export interface GpuEncoding {
  nvenc: boolean;
  amf: boolean;
  quickSync: boolean;
}

/** A graphics processor in the words of the contract. */
export interface GpuInfo {
  vendor: string;
  model: string;
  vramGB: number;
  /** The generation by which it is sold, such as 40. */
  series: string | null;
}

/** The graphics processor; none is needed. */
export interface GpuRequirement {
  detected: boolean;
  vendor: string;
  model: string;
  memoryMB: number;
  capabilities: GpuAbilities;
  /** Always pass. */
  status: string;
  recommendations: Array<string>;
}

/** Which hardware really encodes on this machine. */
export interface HardwareAcceleration {
  nvencSupported: boolean;
  amfSupported: boolean;
  quickSyncSupported: boolean;
  videoToolboxSupported: boolean;
  /** The encoders of hardware that encoded a frame. */
  availableEncoders: Array<string>;
}

/** What of the machine may be used. */
export interface HardwareConfig {
  /** As the list of graphics processors has it, or auto. */
  preferredGpuId: string;
  enableHardwareAcceleration: boolean;
  preferredEncoder: string;
  /** How much time hardware takes over a picture; software's is weighed by us. */
  encodingPreset: string;
  /** Kept for the client. */
  useGpuForImageGeneration: boolean;
  maxConcurrentJobs: number;
  /** Kept for the client; nothing of it reaches an encoder. */
  customEncoderSettings: Record<string, string>;
}

/** What of the machine is used, from now on where it was just saved. */
export interface HardwareConfigResult {
  success: boolean;
  message: string;
  config: HardwareConfig;
}

/** Everything that is known of the machine. */
export interface HardwareInfo {
  profile: SystemProfile;
  gpus: Array<Gpu>;
  memoryBytes: number;
  /** Segments of a film that are encoded at a time. */
  workers: number;
  /** What can encode, software included, and whether it did. */
  encoders: Array<EncoderChoice>;
  hardwareAcceleration: HardwareAcceleration;
}

/** What somebody says of a machine against what was found. */
export interface HardwareOverrides {
  manualRamGB: number | null;
  manualLogicalCores: number | null;
  manualPhysicalCores: number | null;
  manualGpuPreset: string | null;
  forceEnableNVENC: boolean | null;
  forceEnableSD: boolean | null;
  forceOfflineMode: boolean | null;
}

/** What of the machine may be used; 0 leaves a number to us. */
export interface HardwarePerformanceSettings {
  hardwareAccelerationEnabled: boolean;
  /** software, which makes the same bytes everywhere; auto for whatever hardware there is; nvenc, amf, qsv, videotoolbox, or the name of one of FFmpeg's encoders, which stands for its family. */
  preferredEncoder: string;
  /** As the list of graphics cards has it, or auto. */
  selectedGpuId: string;
  /** What rendering may take, MiB. */
  ramAllocationMB: number;
  /** Segments encoded at a time. */
  maxRenderingThreads: number;
  previewQuality: string;
  backgroundRenderingEnabled: boolean;
  /** Results that are kept, MiB. */
  maxCacheSizeMB: number;
  enableGpuMemoryMonitoring: boolean;
  enablePerformanceMetrics: boolean;
  /** Films made at a time; each uses all rendering threads. */
  maxConcurrentJobs: number;
  /** How much time hardware takes over a picture; software's is weighed by us. */
  encodingPreset: string;
  useGpuForImageGeneration: boolean;
  customEncoderSettings: Record<string, string>;
}

/** What the machine can do, best first. */
export type HardwareTier = "A" | "B" | "C" | "D";

/** What a check found, and what can be done about it. */
export interface HealthCheckDetail {
  id: string;
  name: string;
  category: string;
  /** pass, warning or fail. */
  status: string;
  isRequired: boolean;
  message: string | null;
  data: Record<string, unknown> | null;
  /** What to do, as a sentence. */
  remediationHint: string | null;
  remediationActions: Array<RemediationAction> | null;
}

/** Whether films can be made: every name under which one of the original's clients looks for it. */
export interface HealthCheckResponse {
  /** healthy; degraded, when something is amiss that films can do without; unhealthy, when they cannot. */
  status: string;
  /** Whether films can be made. */
  ready: boolean;
  timestamp: string;
  /** How long the slowest look took, milliseconds; nobody waited for it. */
  duration: number;
  /** What each check found, by its name. */
  checks: Array<CheckReport>;
  /** What failed and what to do about it, as sentences. */
  errors: Array<string>;
  environment: string;
  version: string;
}

/** Everything that a page about health shows, in one answer. */
export interface HealthDashboard {
  overallStatus: string;
  isReady: boolean;
  timestamp: string;
  summary: HealthSummaryResponse;
  system: SystemHealth;
  providers: Array<ProviderHealth>;
  llm: ProviderKindHealth;
  tts: ProviderKindHealth;
  images: ProviderKindHealth;
  checks: Array<HealthCheckDetail>;
  correlationId: string | null;
}

/** What each check found, and what can be done about it. */
export interface HealthDetailsResponse {
  overallStatus: string;
  isReady: boolean;
  checks: Array<HealthCheckDetail>;
  timestamp: string;
}

/** What the checks with a tag found. */
export interface HealthOfGroup {
  status: string;
  tag: string;
  timestamp: string;
  checks: Array<CheckReport>;
}

/** How many checks passed. */
export interface HealthSummaryResponse {
  overallStatus: string;
  isReady: boolean;
  totalChecks: number;
  passedChecks: number;
  warningChecks: number;
  failedChecks: number;
  timestamp: string;
}

/** That the server answers. */
export interface HealthzResponse {
  status: string;
  timestamp: string;
}

/** That the server answers, and which one it is. */
export interface HealthzSimple {
  status: string;
  service: string;
  version: string;
  timestampUtc: string;
}

/** A photograph that a library has. */
export interface ImagePreviewResult {
  id: string;
  thumbnailUrl: string;
  previewUrl: string;
  width: number;
  height: number;
  /** How its owner wants to be named. */
  attribution: string | null;
}

/** Somebody who illustrates. */
export interface ImageProviderDto {
  id: string;
  name: string;
  /** stock, generative, or fallback for who is part of this program. */
  type: string;
  available: boolean;
  hasApiKey: boolean;
  /** Ready, or what is missing, as a sentence. */
  status: string | null;
  /** Of quota_limit, as the provider said last, else by our own calls of the last minute, hour or day, whichever it counts by; None where no limit is known. */
  quotaRemaining: number | null;
  quotaLimit: number | null;
  /** When it counts anew, where the provider says so, or nothing is left. */
  quotaResetTime: string | null;
  capabilities: Array<string>;
  /** What it costs, and what leaves this machine. */
  description: string | null;
}

/** A look at what a library has. */
export interface ImageProviderPreviewRequest {
  /** Of a library, or its name. */
  providerId: string;
  /** A few words. */
  query: string;
  count?: number;
}

/** The first photographs that a library has for some words. */
export interface ImageProviderPreviewResponse {
  images: Array<ImagePreviewResult>;
  provider: string;
  /** How many it has in all. */
  totalResults: number;
  /** Always empty: what cannot be had is a problem. */
  errorMessage: string | null;
}

/** Everybody who illustrates and is built. */
export interface ImageProvidersResponse {
  providers: Array<ImageProviderDto>;
  /** Who illustrates films that do not say; None where nobody can. */
  defaultProvider: string | null;
}

/** How candidates are chosen. */
export interface ImageSelectionConfig {
  /** 0 to 100; what has less is told to be refused. */
  minimumAestheticThreshold?: number;
  /** How many there are at most; who paints is paid for each. */
  candidatesPerScene?: number;
  /** How much that counts, against the other two. */
  aestheticWeight?: number;
  keywordWeight?: number;
  qualityWeight?: number;
  /** Changes nothing: who illustrates is said by provider or by the owner. */
  preferGeneratedImages?: boolean;
  /** Likewise: how long a provider may take is known of each. */
  maxGenerationTimeSeconds?: number;
}

/** Candidates for a scene, the best first. */
export interface ImageSelectionResult {
  sceneIndex: number;
  /** The best that may be shown. */
  selectedImage: Candidate | null;
  candidates: Array<Candidate>;
  minimumAestheticThreshold: number;
  narrativeKeywords: Array<string>;
  selectionTimeMs: number;
  /** Whether there is one. */
  meetsCriteria: boolean;
  warnings: Array<string>;
}

/** Every setting that an import would change. */
export interface ImportConflictSummary {
  generalSettings: Array<ConflictItem>;
  apiKeys: Array<ConflictItem>;
  providerPaths: Array<ConflictItem>;
  /** Those of all other sections. */
  other: Array<ConflictItem>;
  /** How many would overwrite what was decided here. */
  totalConflicts: number;
}

/** An export on its way in. */
export interface ImportSettingsRequest {
  version: string;
  /** As an export of ours or of the original's has them, or the document itself. */
  settings: Record<string, unknown>;
  /** Whether nothing is to be changed. */
  dryRun?: boolean;
  /** Whether what was decided here may be overwritten. */
  overwriteExisting?: boolean;
  /** As the export has them. */
  secrets?: Record<string, unknown> | null;
  /** Opens them. */
  passphrase?: string | null;
}

/** What came of an import, or would. */
export interface ImportSettingsResponse {
  success: boolean;
  message: string;
  conflicts: ImportConflictSummary | null;
  errors: Array<string> | null;
  warnings: Array<string> | null;
}

/** What came of installing all that is missing. */
export interface InstallAllResponse {
  success: boolean;
  /** Ids of what was brought back. */
  installed: Array<string>;
  failed: Array<NotInstalled>;
  correlationId: string;
}

/** A film being made, as its owner sees it. */
export interface Job {
  id: string;
  stage: string;
  status: JobStatus;
  /** 0 to 100. */
  percent: number;
  /** Until the expected end, seconds. */
  eta: string | null;
  artifacts: Array<JobArtifact>;
  logs: Array<string>;
  /** Always None: nothing here measures agents. */
  agentPerformance: Record<string, unknown> | null;
  /** When the job was made; the contract means by it what created_utc says. */
  startedAt: string;
  finishedAt: string | null;
  correlationId: string | null;
  errorMessage: string | null;
  failureDetails: JobFailure | null;
  brief: Brief | null;
  planSpec: PlanSpec | null;
  voiceSpec: VoiceSpec | null;
  renderSpec: RenderSpec | null;
  createdUtc: string;
  queuedUtc: string;
  /** When it first ran. */
  startedUtc: string | null;
  completedUtc: string | null;
  canceledUtc: string | null;
  endedUtc: string | null;
  steps: Array<JobStep>;
  output: JobOutput | null;
  warnings: Array<string>;
  errors: Array<JobStepError>;
  lastCompletedStep: string | null;
  /** Whether another attempt would go on from last_completed_step. */
  canResume: boolean;
  isQuickDemo: boolean;
  outputPath: string | null;
  progressHistory: Array<GenerationProgress>;
  currentProgress: GenerationProgress | null;
  /** Counted from 1; a retry is the next. */
  attempt: number;
  /** 1 to 10; the lower comes first. */
  priority: number;
}

/** A job that was taken up. */
export interface JobAccepted {
  /** The same as job_id. */
  id: string;
  jobId: string;
  status: string;
  stage: string;
  correlationId: string;
  message: string;
  priority: number;
}

/** A file that a job made. */
export interface JobArtifact {
  name: string;
  path: string;
  /** Its media type, such as video/mp4. */
  type: string;
  sizeBytes: number;
  createdAt: string;
}

/** What became of a job by what was asked. */
export interface JobDone {
  id: string;
  jobId: string;
  success: boolean;
  message: string;
  /** Its status now. */
  currentStatus: string;
  correlationId: string;
  attempt: number;
  strategy: string | null;
  cleanupScheduled: boolean;
  providerStatuses: Array<string>;
  warnings: Array<string>;
}

/** Why a job failed, and what the user can do about it. */
export interface JobFailure {
  stage: string;
  message: string;
  correlationId: string;
  /** The end of what FFmpeg said. */
  stderrSnippet: string | null;
  installLogSnippet: string | null;
  logPath: string | null;
  /** Sentences. */
  suggestedActions: Array<string>;
  errorCode: string | null;
  failedAt: string;
}

/** Jobs, the newest first. */
export interface JobList {
  jobs: Array<Job>;
  /** How many these are. */
  count: number;
  /** How many there are. */
  total: number;
  limit: number;
  offset: number;
  correlationId: string;
}

/** How a job is to be gone about. */
export interface JobOptions {
  /** Whether a part without a provider may be left out; here every part has one. */
  allowSkipUnavailable?: boolean;
  /** fast, balanced or high; it counts only where the request has no render spec. */
  quality?: string;
}

/** The film that a job made. */
export interface JobOutput {
  videoPath: string;
  sizeBytes: number;
}

/** How far a job is. */
export interface JobProgress {
  jobId: string;
  /** running, completed, failed, or idle while it neither runs nor has ended so. */
  status: string;
  progress: number;
  currentStage: string;
  startedAt: string | null;
  completedAt: string | null;
  correlationId: string;
}

/** Where a job is in its life. */
export type JobStatus = "Queued" | "Running" | "Paused" | "Done" | "Failed" | "Skipped" | "Canceled" | "Succeeded";

/** A job as its owner asks for it. */
export interface JobStatusResponse {
  id: string;
  /** In lower case: queued, running, paused, completed, failed or cancelled. */
  status: string;
  /** 0 to 100; progress is the same. */
  percent: number;
  stage: string;
  progressMessage: string | null;
  createdAt: string;
  startedAt: string | null;
  completedAt: string | null;
  /** A path on the server's machine; elsewhere output.video_url has the film. */
  outputPath: string | null;
  errorMessage: string | null;
  artifacts: Array<ArtifactDto>;
  correlationId: string;
  jobId: string;
  progress: number;
  attempt: number;
  priority: number;
  createdUtc: string | null;
  startedUtc: string | null;
  endedUtc: string | null;
  canceledUtc: string | null;
  finishedAt: string | null;
  etaSeconds: number | null;
  estimatedTimeRemaining: string | null;
  output: OutputDto | null;
  /** The same as error_message. */
  error: string | null;
  errors: Array<JobStepError>;
  failureDetails: JobFailure | null;
  warnings: Array<string>;
  steps: Array<JobStep>;
  logs: Array<string>;
  lastCompletedStep: string | null;
  canResume: boolean;
  isQuickDemo: boolean;
  /** Where the film is sent, and how far that is; the job's events are over by then. */
  uploads: Array<Shipment>;
}

/** One of the steps preflight, script, narration, broll, subtitles and mux of a job. */
export interface JobStep {
  name: string;
  status: StepStatus;
  progressPct: number;
  durationMs: number;
  errors: Array<JobStepError>;
  startedAt: string | null;
  completedAt: string | null;
}

/** What went wrong in a step. */
export interface JobStepError {
  /** A word such as OutOfDiskSpace, see step_code. */
  code: string;
  message: string;
  /** What the user can do about it, as a sentence. */
  remediation: string;
  /** Any JSON. */
  details: unknown;
}

/** Whether the film keeps one of the planner's rules. */
export interface Judgement {
  kept: boolean;
  /** What was found, as a sentence. */
  told: string;
}

/** A picture or clip that is kept. */
export interface KeptAsset {
  id: string;
  /** Image or Video. */
  type: string;
  /** Where this server has it. */
  filePath: string;
  /** The same, small. */
  thumbnailPath: string;
  title: string;
  tags: Array<AssetTag>;
  /** Uploaded, AIGenerated, Generated (a slide), or Stock with a name after it. */
  source: string;
  metadata: AssetMetadata;
  dateAdded: string;
  dateModified: string;
  /** Who made it or had it, by id; empty where it was sent. */
  provider: string;
  attribution: string | null;
  license: string | null;
  /** Always empty: tags say the same. */
  collections: Array<string>;
}

/** Every provider that wants a key, and whether there is one. */
export interface KeyListResponse {
  success: boolean;
  providers: Array<KeyShown>;
  /** Of those that there are. */
  count: number;
}

/** What became of a key that was to take the place of another. */
export interface KeyRotated {
  success: boolean;
  message: string;
  provider: string;
  masked: string;
  /** What came of testing it; None when it was not to be tested. */
  testResult: KeyTested | null;
}

/** What became of a key. */
export interface KeySaved {
  success: boolean;
  message: string;
  /** Its id. */
  provider: string;
  /** How the key is shown. */
  masked: string;
}

/** A provider that wants a key. */
export interface KeyShown {
  /** Its id. */
  provider: string;
  /** As people know it. */
  name: string;
  configured: boolean;
  masked: string;
  /** vault, or the variable of the environment. */
  source: string | null;
  /** When it was set. */
  changed: string | null;
}

/** What is known of a provider's key. */
export interface KeyStatusResponse {
  success: boolean;
  provider: string;
  /** NotValidated, Valid, Invalid or TimedOut. */
  status: string;
  message: string;
  /** When its provider was asked about it. */
  lastValidated: string | null;
  validationStarted: string | null;
  /** How long that took. */
  elapsedMs: number;
  remainingTimeoutMs: number;
  details: Record<string, string>;
  canRetry: boolean;
  canManuallyRevalidate: boolean;
}

/** What came of testing a key. */
export interface KeyTested {
  /** Whether the provider knows it. */
  success: boolean;
  message: string;
  provider: string;
  /** Valid, Invalid, TimedOut, or NotValidated when nobody could be asked. */
  status: string;
  details: Record<string, string>;
}

/** What came of looking whether every key is hidden. */
export interface KeyVaultDiagnosticsResponse {
  success: boolean;
  redactionCheckPassed: boolean;
  checks: Array<string>;
  message: string | null;
}

/** How keys are sealed. */
export interface KeyVaultEncryptionInfo {
  platform: string;
  method: string;
  /** Who can open them. */
  scope: string;
}

/** How and where keys are kept. */
export interface KeyVaultInfoResponse {
  success: boolean;
  encryption: KeyVaultEncryptionInfo;
  storage: KeyVaultStorageInfo;
  metadata: KeyVaultMetadata;
  /** healthy or empty. */
  status: string;
}

/** How many keys there are. */
export interface KeyVaultMetadata {
  configuredKeysCount: number;
  lastModified: string | null;
}

/** Where keys are. */
export interface KeyVaultStorageInfo {
  location: string;
  encrypted: boolean;
  fileExists: boolean;
}

/** What became of several keys. */
export interface KeysSaved {
  success: boolean;
  message: string;
  /** Ids of their providers. */
  savedKeys: Array<string>;
}

/** When was looked last. */
export interface LastScan {
  success: boolean;
  lastScanTime: string;
}

/** How a slide is laid out. */
export type Layout = "Title" | "Section" | "Statement" | "Bullets" | "Quote" | "Figure" | "Image" | "Closing" | "Chart" | "Table" | "Code" | "Steps" | "Cycle" | "Timeline" | "Comparison" | "Credits";

/** How much is kept. */
export interface LibraryStatistics {
  /** Of which searched_documents are searched. */
  totalDocuments: number;
  searchedDocuments: number;
  /** Passages. */
  totalChunks: number;
  /** Of the files. */
  totalSizeBytes: number;
  lastUpdated: string | null;
  correlationId: string;
}

/** Whether a library can be searched; the contract calls it ProviderValidationDto. */
export interface LibraryValidation {
  provider: string;
  isValid: boolean;
  /** What it lacks or said. */
  errorMessage: string | null;
}

/** On what terms something may be used. */
export interface LicensingInfo {
  licenseType: string;
  /** How its owner wants to be named. */
  attribution: string | null;
  licenseUrl: string | null;
  commercialUseAllowed: boolean;
  attributionRequired: boolean;
  creatorName: string | null;
  creatorUrl: string | null;
  /** Of which library it is. */
  sourcePlatform: string;
}

/** On what terms the film of a script may be used, by the pictures that were chosen for it. */
export interface LicensingSummary {
  totalScenes: number;
  scenesWithSelection: number;
  /** Of every picture, as far as its terms are known. */
  commercialUseAllowed: boolean;
  requiresAttribution: boolean;
  /** How many pictures have each. */
  licenseTypes: Array<Record<string, unknown>>;
  /** Likewise, by whom they are from. */
  sources: Array<Record<string, unknown>>;
  /** What should be looked at, as sentences. */
  warnings: Array<string>;
}

/** A line of a script, with its time. */
export interface LineDto {
  sceneIndex?: number;
  text?: string;
  /** From the start of the film; the voice decides where it speaks anew. */
  startSeconds?: number;
  /** Likewise. */
  durationSeconds?: number;
}

/** That the server answers. */
export interface Liveness {
  status: string;
  timestamp: string;
  /** The server itself; nothing that it depends on. */
  checks: Array<SubCheckResult>;
  errors: Array<string>;
}

/** What a language model is told besides the prompt; unset members are the model's own. */
export interface LlmParameters {
  temperature?: number | null;
  topP?: number | null;
  topK?: number | null;
  maxTokens?: number | null;
  frequencyPenalty?: number | null;
  presencePenalty?: number | null;
  stopSequences?: Array<string> | null;
  modelOverride?: string | null;
  responseFormat?: string | null;
}

/** Which language model writes; None leaves it to what there is. */
export interface LlmSelection {
  provider: string | null;
  modelId: string | null;
}

/** Which language model writes. */
export interface LlmSelectionResponse {
  success: boolean;
  provider: string | null;
  modelId: string | null;
  message: string;
}

/** How requests are spread over providers. */
export type LoadBalancingStrategy = "RoundRobin" | "LeastLoaded" | "LeastCost" | "LowestLatency" | "Priority" | "Random";

/** What became of the log by clearing it. */
export interface LogCleared {
  success: boolean;
  message: string;
  correlationId: string;
}

/** Something that the server has said. */
export interface LogEntry {
  /** Its number, larger than those of all before it; microseconds since 1970, or the next free one. */
  id: number;
  timestamp: string;
  level: LogLevel;
  /** The module that said it. */
  source: string;
  /** What happened, in constant words; what is particular is in properties. */
  message: string;
  /** The error's traceback, if it is about one. */
  exception: string | null;
  correlationId: string;
  /** The job that it is about, if it is about one. */
  jobId: string | null;
  properties: Record<string, unknown>;
  /** All of it in a line, where it is shown. */
  rawLine: string;
}

/** How much something matters, the least first. */
export type LogLevel = "debug" | "info" | "warning" | "error" | "critical";

/** Some of the log, the newest first. */
export interface LogPage {
  logs: Array<LogEntry>;
  /** How many entries there are of those that were asked for. */
  totalCount: number;
  page: number;
  pageSize: number;
  /** How many entries are remembered at all. */
  totalLines: number;
  /** The file that is being written; empty when there is none. */
  file: string;
  correlationId: string;
}

/** How a login at an upload destination stands. */
export type LoginState = "LoggedOut" | "Pending" | "LoggedIn" | "Denied" | "Expired";

/** How much memory there is for us, GiB. */
export interface MemorySpace {
  totalGB: number;
  availableGB: number;
  /** Of all of it. */
  percentageAvailable: number;
}

/** What memory is used for. */
export interface MemoryUsage {
  totalBytes: number;
  availableBytes: number;
  usedBytes: number;
  usagePercent: number;
  /** What this server takes, without the films that it makes. */
  processUsageBytes: number;
}

/** Scenes that are to be one. */
export interface MergeScenesRequest {
  /** At least two; they become one where the first of them is. */
  sceneNumbers?: Array<number>;
  /** Between what they say; a blank line makes paragraphs. */
  separator?: string;
  version?: number | null;
}

/** Whether the database has the form that this version writes. */
export interface MigrationStatus {
  /** The form that it has; there has been one so far. */
  current: string | null;
  latest: string | null;
  pending: number;
  isUpToDate: boolean;
}

/** The models of a provider. */
export interface ModelSelectionDto {
  providerName: string;
  providerType: string;
  /** What is asked for now; None leaves it to the provider. */
  selectedModel: string | null;
  availableModels: Array<AvailableModelDto>;
}

/** The models of everybody who could be asked to write, by id. */
export interface ModelsByProvider {
  providers: Record<string, Array<AvailableModelDto>>;
  /** Why somebody did not say, as sentences, by id. */
  problems: Record<string, string>;
}

/** What a provider said of its models. */
export interface ModelsListed {
  success: boolean;
  models: Array<string>;
  /** What happened, and what to do, as sentences. */
  message: string;
  correlationId: string;
}

/** What music feels like. */
export type Mood = "Calm" | "Bright" | "Curious" | "Serious" | "Warm" | "Driving";

/** A slow move of the camera over a picture; equal ends hold it still. */
export interface Motion {
  start?: Framing;
  end?: Framing;
}

/** How the camera moves over a picture. */
export type MotionKind = "Hold" | "ZoomIn" | "ZoomOut" | "PanLeft" | "PanRight" | "PanUp" | "PanDown";

/** What plays under the voice. */
export interface MusicRecommendations {
  /** In words and beats a minute. */
  tempo: string;
  /** How many parts play, and when. */
  intensityCurve: string;
  /** In a few words. */
  genre: string;
  /** What the composer is asked for. */
  mood: Mood;
}

/** What plays under the voice. */
export interface MusicSpec {
  /** A file that FFmpeg can decode, looped when shorter than the film; or a folder of such, of which the one that fits is taken. None leaves it to provider. */
  path?: string | null;
  /** Of what is composed or taken; None lets the tone of the brief decide. */
  mood?: Mood | null;
  /** Louder or softer than usual, in dB. */
  volumeDb?: number;
  /** How much softer it is while somebody speaks, in dB. */
  duckDb?: number;
  /** Who composes or has music, a name or a tier; None has it composed here. */
  provider?: string | null;
}

/** A profile, in short. */
export interface NamedProfile {
  name: string;
  description: string;
}

/** How films are called in the output directory. */
export interface NamingPatternSettings {
  /** Text with tokens in braces: project, date, time, preset, resolution, duration, counter. */
  pattern: string;
  sanitizeFilenames: boolean;
  /** As .NET spells dates, such as yyyy-MM-dd. */
  dateFormat: string;
  /** As .NET spells times, such as HHmmss. */
  timeFormat: string;
  counterStart: number;
  /** How many at least. */
  counterDigits: number;
  customPrefix: string;
  customSuffix: string;
  replaceSpaces: boolean;
  forceLowercase: boolean;
}

/** Lines as they were spoken, laid out as they are in a film; see SpeechReply. */
export interface NarrationReply {
  success: boolean;
  audioPath: string;
  audioUrl: string;
  durationSeconds: number;
  lines: Array<SpokenLine>;
  provider: string;
  voice: string;
  language: string;
  correlationId: string;
  notice: string | null;
}

/** What may be in the way between a client and its films. */
export interface NetworkDiagnostics {
  correlationId: string;
  timestamp: string;
  backendReachable: boolean;
  backendVersion: string;
  configuration: DiagnosedConfiguration;
  ffmpeg: DiagnosedFFmpeg;
  providers: Array<DiagnosedProvider>;
  network: DiagnosedNetwork;
}

/** What all of the machine sends and receives. */
export interface NetworkUsage {
  bytesSentPerSecond: number;
  bytesReceivedPerSecond: number;
}

/** What is missing and was not installed, why, and what does it. */
export interface NotInstalled {
  id: string;
  message: string;
  remedy: string | null;
}

/** Whether nothing may leave this machine. */
export interface OfflineModeStatus {
  isOfflineMode: boolean;
  message: string;
}

/** A provider that works on machines of one's own. */
export interface OfflineProvider {
  name: string;
  isAvailable: boolean;
  message: string;
  version: string | null;
  details: Record<string, string>;
  /** What to do, as sentences. */
  recommendations: Array<string>;
  installationGuideUrl: string | null;
}

/** Those that work on machines of one's own, and whether films can be made by such alone. */
export interface OfflineProvidersStatus {
  piper: OfflineProvider;
  mimic3: OfflineProvider;
  ollama: OfflineProvider;
  stableDiffusion: OfflineProvider;
  windowsTts: OfflineProvider;
  checkedAt: string;
  hasTtsProvider: boolean;
  hasLlmProvider: boolean;
  hasImageProvider: boolean;
  isFullyOperational: boolean;
}

/** A model that an Ollama has. */
export interface OllamaModel {
  name: string;
  /** Bytes; on disk, or in memory for one that runs. */
  size: number;
  sizeFormatted: string;
}

/** Which model Ollama is asked for. */
export interface OllamaModelResponse {
  success: boolean;
  model: string;
  message: string;
}

/** The models that an Ollama has, or has in memory. */
export interface OllamaModels {
  success: boolean;
  models: Array<OllamaModel>;
  count: number;
  /** What happened, and what to do, as sentences. */
  message: string;
  correlationId: string;
}

/** Whether Ollama can be asked. */
export interface OllamaPresence {
  available: boolean;
  url: string;
  /** Names of the models that it has, as far as that is known. */
  models: Array<string>;
  message: string;
}

/** How Ollama is asked; its address and model are those of the advanced settings. */
export interface OllamaProviderSettings {
  enabled: boolean;
  baseUrl: string;
  model: string;
  executablePath: string;
  timeoutSeconds: number;
  autoStart: boolean;
}

/** A model that an Ollama is to fetch from its library, which may be many gigabytes. */
export interface OllamaPull {
  /** With its tag, such as llama3.1:8b; without one, the latest. */
  modelName: string;
}

/** A model that an Ollama has now. */
export interface OllamaPulled {
  success: boolean;
  message: string;
  modelName: string;
  correlationId: string;
}

/** Which model of an Ollama to write with. */
export interface OllamaRecommendation {
  success: boolean;
  /** None where it has none, or does not answer. */
  recommendedModel: string | null;
  message: string;
}

/** Whether an Ollama runs. */
export interface OllamaStatus {
  /** Whether it answers. */
  isAvailable: boolean;
  /** Whether it also has the model that is set. */
  isHealthy: boolean;
  version: string | null;
  modelsCount: number;
  /** How many models are in memory. */
  runningModelsCount: number;
  /** Where it is asked. */
  baseUrl: string;
  responseTimeMs: number;
  message: string;
  lastChecked: string;
  correlationId: string;
}

/** How OpenAI, or what speaks like it, is asked. */
export interface OpenAIProviderSettings {
  enabled: boolean;
  apiKey: string;
  baseUrl: string;
  model: string;
  organizationId: string;
  projectId: string;
  timeoutSeconds: number;
  maxRetries: number;
}

/** Whether anything may be asked of another machine, and who may do what then. */
export interface OperatingMode {
  /** online or offline. */
  mode: string;
  isOffline: boolean;
  /** Their names; empty for all. */
  allowedLlmProviders: Array<string>;
  allowedTtsProviders: Array<string>;
  allowedImageProviders: Array<string>;
}

/** Whether anything may be asked of another machine. */
export interface OperatingModeRequest {
  isOffline: boolean;
}

/** What the machine runs. */
export interface OperatingSystem {
  platform: string;
  version: string;
  architecture: string;
  compatible: boolean;
}

/** A call that was made for a film; the contract calls it OperationCostDetailDto. */
export interface OperationCostDetail {
  timestamp: string;
  operationType: string;
  providerName: string;
  cost: number;
  durationMs: number;
  tokensUsed: number | null;
  charactersProcessed: number | null;
  cacheHit: boolean;
}

/** The film that a job made. */
export interface OutputDto {
  videoPath: string;
  sizeBytes: number;
  videoUrl: string;
  subtitlePath: string | null;
}

/** Where finished films go, and what they are called there. */
export interface OutputSettings {
  outputDirectory: string;
  namingPattern: NamingPatternSettings;
  autoOpenOutputFolder: boolean;
  defaultPreset: string;
}

/** How fast it is said. */
export type Pacing = "Chill" | "Conversational" | "Fast";

/** What a provider was told. */
export interface PartialConfigurationSaved {
  success: boolean;
  message: string;
  savedFields: Array<string>;
  correlationId: string;
}

/** A passage that was found. */
export interface PassageFound {
  documentId: string;
  source: string;
  title: string;
  section: string;
  pageNumber: number | null;
  /** Counts the passages of its document from 0. */
  position: number;
  text: string;
  /** How well it answers, 0 to 1; 1 would be all words of the query, over and over. */
  score: number;
}

/** A path on the server's machine, as somebody typed it or as this server told it. */
export interface PathRequest {
  path: string;
}

/** What there is at a path. */
export interface PathValidation {
  success: boolean;
  isValid: boolean;
  /** With ~ written out. */
  path: string;
  exists: boolean;
  isDirectory: boolean;
  isWritable: boolean;
  message: string;
  /** Why it cannot be used, as a sentence. */
  error: string | null;
}

/** How long the voice rests between sentences. */
export type PauseStyle = "Natural" | "Short" | "Long" | "Dramatic";

/** What a clip shows: a typeset page, a photograph or drawing, moving pictures. */
export type PictureKind = "Slide" | "Image" | "Video";

/** Whether videos can be made on this machine. */
export interface PipelineValidationResponse {
  isValid: boolean;
  errors: Array<string>;
  timestamp: string;
  correlationId: string;
}

/** A plan. */
export interface PlanReply {
  success: boolean;
  /** With the number of scenes that such a film has. */
  plan: PlanSpec;
  correlationId: string;
}

/** How a film is to be told. */
export interface PlanRequest {
  /** 0.05 to 120. */
  targetDurationMinutes?: number;
  pacing?: Pacing;
  density?: Density;
  style?: string;
}

/** How the film is to be told. */
export interface PlanSpec {
  /** Seconds, from 3 s to two hours. */
  targetDuration?: string;
  pacing?: Pacing;
  density?: Density;
  style?: string;
  refinementConfig?: ScriptRefinementConfig | null;
  minSceneCount?: number | null;
  maxSceneCount?: number | null;
  /** Overrides what pacing and density would give. */
  targetSceneCount?: number | null;
  /** The school grade, 1 to 13, above which no sentence is taken from sources while there are others; None takes any. */
  maxReadingLevel?: number | null;
}

/** What is recommended for a film, by the rules of docs/planning.md. */
export interface PlannerRecommendations {
  /** The scenes, a line each, with their times; below them their points. */
  outline: string;
  sceneCount: number;
  /** Different pictures that a scene shows, on average. */
  shotsPerScene: number;
  /** Of the film's time that is filled by the user's own pictures and clips, 0 to 100. */
  bRollPercentage: number;
  /** Headings, points and quotations that are shown in a minute. */
  overlayDensity: number;
  /** The school grade that the words take, 1 to 13; 0 in languages that do not part words. */
  readingLevel: number;
  voice: VoiceRecommendations;
  music: MusicRecommendations;
  captions: CaptionStyle;
  /** What an image provider would be asked for; by a language model, where one was asked. */
  thumbnailPrompt: string;
  seo: SeoRecommendations;
  /** The share of judgements that are good, 0 to 1. */
  qualityScore: number;
  /** Who decided how the film is told: rules, or a language model by its name. */
  providerUsed: string | null;
  /** The reasons and the judgements, a sentence a line. */
  explainabilityNotes: string | null;
  judgements: Array<Judgement>;
}

/** How moving pictures are played. */
export interface Playback {
  /** 1 as they were filmed, 0.5 half as fast. */
  pace?: number;
  /** Whether they begin again when they end; else their last picture stays, as it does for those that begin later. */
  loops?: boolean;
  /** Seconds of the file that are left out before. */
  begins?: string;
}

/** Where this installation keeps things. */
export interface PortableSettings {
  /** Whether whoever started it said where. */
  isPortable: boolean;
  baseDirectory: string;
  dataDirectory: string;
  portableModeEnabled: boolean;
  portableRootPath: string | null;
  toolsDirectory: string;
  auraDataDirectory: string;
  logsDirectory: string;
  projectsDirectory: string;
  downloadsDirectory: string;
}

/** Something that can be done about a stage. */
export interface PreflightFix {
  /** Install, Start, OpenSettings, SwitchToFree or Help. */
  type: string;
  label: string;
  /** An address of the API, a page of the client's, one elsewhere, or the id of a provider. */
  parameter: string | null;
  description: string;
}

/** Whether a film could be begun. */
export interface PreflightReport {
  /** Whether nothing fails. */
  ok: boolean;
  stages: Array<PreflightStage>;
  /** Id of the profile that it would be made by. */
  profile: string;
  correlationId: string;
}

/** Something that films need. */
export interface PreflightStage {
  stage: string;
  /** pass, warn or fail. */
  status: string;
  /** Who does it, or what it is. */
  provider: string;
  message: string;
  /** What to do, as a sentence. */
  hint: string | null;
  /** What would be better, as sentences. */
  suggestions: Array<string> | null;
  fixActions: Array<PreflightFix> | null;
}

/** Scenes, and the manner in which they are to be directed. */
export interface PreviewDirectorRequest {
  scenes: Array<SceneDto>;
  brief: Brief;
  preset?: DirectorPreset;
}

/** A few words, to hear a voice. */
export interface PreviewRequest {
  /** Who speaks, by name or tier; empty leaves it to the owner. */
  provider?: string;
  voice?: string;
  /** Empty takes a sentence of ours in the voice's language. */
  sampleText?: string | null;
  /** Times the voice's usual speed. */
  speed?: number;
  /** Semitones above the voice's usual pitch. */
  pitch?: number;
  pauseStyle?: PauseStyle;
  /** A BCP 47 tag; None is that of the voice. */
  language?: string | null;
  /** Whether who is there may stand in for provider. */
  allowFallback?: boolean;
}

/** What came of looking at the machine anew. */
export interface ProbeResponse {
  success: boolean;
  /** Its name, or None detected. */
  gpu: string;
  /** 0 without a graphics processor. */
  vramGB: number;
  enableLocalDiffusion: boolean;
  tier: HardwareTier;
  ramGB: number;
  logicalCores: number;
  physicalCores: number;
  enableNVENC: boolean;
  detectionSuccessful: boolean;
  profile: SystemProfile;
}

/** That a profile is in force now. */
export interface ProfileApplied {
  success: boolean;
  message: string;
}

/** The profiles there are. */
export type ProfileId = "this-machine" | "free-only" | "balanced-mix" | "pro-max";

/** Every profile there is, in short. */
export interface ProfileList {
  profiles: Array<NamedProfile>;
}

/** Which profile makes the most of what there is. */
export interface ProfileRecommendationDto {
  recommendedProfileId: string;
  recommendedProfileName: string;
  /** As a sentence. */
  reason: string;
  /** Ids of providers whose keys there are. */
  availableKeys: Array<string>;
  /** Ids of providers whose keys would make the dearest possible. */
  missingKeysForProMax: Array<string>;
}

/** Which profile is in force. */
export interface ProfileSelection {
  /** Decides who makes films whose request does not say. */
  active: ProfileId;
}

/** Which profile is in force now. */
export interface ProfileSet {
  success: boolean;
  message: string;
  profile: ProviderProfileDto;
}

/** Whether films could be made by a profile. */
export interface ProfileValidationResultDto {
  isValid: boolean;
  message: string;
  /** What is in the way, as sentences. */
  errors: Array<string>;
  /** Ids of providers whose keys would help. */
  missingKeys: Array<string>;
  /** What could be better, as sentences. */
  warnings: Array<string>;
}

/** A project, whole. */
export interface ProjectDetails {
  id: string;
  name: string;
  description: string | null;
  thumbnail: string | null;
  createdAt: string;
  lastModifiedAt: string;
  version: number;
  projectData: string;
  /** What made this version, as a sentence; may be empty. */
  notes: string;
}

/** A project on its way to another machine; the contract calls it ProjectExportDto. */
export interface ProjectExportDto {
  /** Of this form. */
  version: string;
  project: WizardProjectDetailsDto;
  exportedAt: string;
}

/** A project that comes from another machine. */
export interface ProjectImportRequest {
  /** What an export gave, as text. */
  projectJson?: string;
  /** None for the name that it has. */
  newName?: string | null;
}

/** A project, in a line. */
export interface ProjectItem {
  id: string;
  name: string;
  description: string | null;
  thumbnail: string | null;
  createdAt: string;
  lastModifiedAt: string;
  version: number;
}

/** A project that was kept. */
export interface ProjectSaved {
  id: string;
  name: string;
  lastModifiedAt: string;
  version: number;
}

/** What a user adds to the prompts. */
export interface PromptModifiers {
  additionalInstructions?: string | null;
  exampleStyle?: string | null;
  enableChainOfThought?: boolean;
  promptVersion?: string | null;
}

/** A script that a language model might be asked for. */
export interface PromptPreviewRequest {
  topic: string;
  audience?: string | null;
  goal?: string | null;
  tone?: string;
  language?: string;
  aspect?: Aspect;
  /** Up to 120. */
  targetDurationMinutes?: number;
  pacing?: Pacing;
  density?: Density;
  style?: string;
  promptModifiers?: PromptModifiers | null;
}

/** What a language model would be told, to the letter. */
export interface PromptPreviewResponse {
  systemPrompt: string;
  userPrompt: string;
  /** Both parts, as they follow one another. */
  finalPrompt: string;
  /** What was filled in, by name. */
  substitutedVariables: Record<string, string>;
  promptVersion: string;
  /** About as many as both parts take. */
  estimatedTokens: number;
}

/** Whether a prompt can be asked for. */
export interface PromptVerdict {
  isValid: boolean;
  /** Why not, as sentences. */
  issues: Array<string>;
  prompt: string;
  characterCount: number;
  /** What will not be seen although it is asked for, as sentences. */
  warnings: Array<string>;
}

/** The prompts as they were worded at one time; the contract calls it PromptVersionDto. */
export interface PromptVersion {
  /** What promptModifiers.promptVersion chooses it by. */
  version: string;
  name: string;
  /** What they are good for, as a sentence. */
  description: string;
  isDefault: boolean;
}

/** All versions of the prompts; the contract calls it ListPromptVersionsResponse. */
export interface PromptVersionList {
  versions: Array<PromptVersion>;
  defaultVersion: string;
}

/** How a line is spoken. */
export interface ProsodyAdjustmentsDto {
  rate: number;
  pitch: number;
  volume: number;
  /** Milliseconds of silence by the position in the text after which they are heard. */
  pauses: Record<string, number>;
  emphasis: Array<EmphasisSpanDto>;
  iterations: number;
}

/** Whether a provider could be asked, in short. */
export interface ProviderAvailability {
  providerName: string;
  providerType: string;
  isAvailable: boolean;
  isReachable: boolean;
  status: string;
  latency: number | null;
  errorMessage: string | null;
}

/** Who could be asked. */
export interface ProviderAvailabilityReport {
  success: boolean;
  timestamp: string;
  providers: Array<ProviderAvailability>;
  ollamaAvailable: boolean;
  stableDiffusionAvailable: boolean;
  databaseAvailable: boolean;
  /** Whether anything may leave this machine; the network is not tried. */
  networkConnected: boolean;
}

/** Whether a provider could be asked; nobody is asked for it. */
export interface ProviderCapability {
  id: string;
  name: string;
  /** LLM, TTS, Images or Music. */
  category: string;
  available: boolean;
  /** Why it cannot, such as MissingApiKey:OPENAI_API_KEY. */
  reasonCodes: Array<string>;
  requirements: ProviderRequirements;
}

/** Something about a provider was changed. */
export interface ProviderChanged {
  success: boolean;
  message: string;
  correlationId: string;
}

/** What is decided about a provider; in a change, what is None stays as it is. */
export interface ProviderConfigDto {
  /** Id or name. */
  name: string;
  /** LLM, TTS, Image or Music. */
  type?: string;
  /** Whether a tier may choose it. */
  enabled?: boolean;
  /** Of those of its kind, 1 the first; 0 for whom a tier chooses only once it is given one. */
  priority?: number;
  /** Its last four characters, behind stars; in a change, one that begins with a star is left aside. */
  apiKey?: string | null;
  /** endpoint and model, where the settings have a place for them. */
  additionalSettings?: Record<string, string> | null;
  /** US dollars a month; 0 for no limit. */
  costLimit?: number | null;
  /** Ready, or what is missing, as a sentence. */
  status?: string | null;
}

/** What each provider is told. */
export interface ProviderConfiguration {
  openAI: OpenAIProviderSettings;
  ollama: OllamaProviderSettings;
  anthropic: AnthropicProviderSettings;
  azureOpenAI: AzureOpenAIProviderSettings;
  gemini: GeminiProviderSettings;
  elevenLabs: ElevenLabsProviderSettings;
  stableDiffusion: StableDiffusionProviderSettings;
  comfyUI: ComfyUIProviderSettings;
  replicate: ReplicateProviderSettings;
  /** Ids of providers, the first to be asked first. */
  providerPriorityOrder: Array<string>;
  /** Who goes first of every tier; None for nobody. */
  pinnedProvider: string | null;
  /** Who is chosen by no tier; by name they still are. */
  excludedProviders: Array<string>;
  /** Whether the next of a tier stands in for who fails. */
  enableAutoFallback: boolean;
}

/** Whether a provider is set up, and works. */
export interface ProviderConnection {
  name: string;
  configured: boolean;
  reachable: boolean;
  /** The word of a job's step for what is wrong. */
  errorCode: string | null;
  errorMessage: string | null;
  howToFix: Array<string>;
  lastValidated: string;
  /** LLM, TTS, Image, Stock Media or Music. */
  category: string;
  /** Free, Local or Pro. */
  tier: string;
  success: boolean;
  message: string;
  correlationId: string;
}

/** How a provider is: who is part of this program by looking at it, all others by the calls that were made to them. */
export interface ProviderHealth {
  providerName: string;
  /** Whether it would be asked for a film. */
  isHealthy: boolean;
  lastCheckTime: string;
  responseTimeMs: number;
  consecutiveFailures: number;
  /** What is wrong, as a sentence. */
  lastError: string | null;
  /** Of the last hundred looks, or of all calls of two months, 0 to 1; failure_rate is the rest. */
  successRate: number;
  averageResponseTimeMs: number;
  /** Closed, Open while it is left alone after failures, or HalfOpen when it is tried again. */
  circuitState: string;
  failureRate: number;
  circuitOpenedAt: string | null;
  id: string;
  /** Healthy, Degraded when more than one call in ten failed, Unhealthy when it is left alone or more than three in ten did, Unknown when it was never asked. */
  status: string;
  successRatePercent: number;
  averageLatencySeconds: number;
  /** Calls of two months; none are made to who is part of this program. */
  totalRequests: number;
  lastUpdated: string | null;
  /** When it is asked again, if it is left alone. */
  nextRetryTime: string | null;
}

/** How many providers can be asked. */
export interface ProviderHealthSummary {
  totalProviders: number;
  healthyProviders: number;
  unhealthyProviders: number;
  overallStatus: string;
  timestamp: string;
}

/** Somebody who writes scripts; the contract calls it ProviderInfoDto. */
export interface ProviderInfoDto {
  /** As people know them. */
  name: string;
  /** What they ask of their user: Free, Local or Pro. */
  tier: string;
  /** Whether nothing is missing for them to be asked, as far as that is known without asking. */
  isAvailable: boolean;
  requiresInternet: boolean;
  requiresApiKey: boolean;
  /** What they can do with a script, as words. */
  capabilities: Array<string>;
  defaultModel: string;
  /** Of those that are answered, US dollars; 0 where nobody is paid or the price is not known. */
  estimatedCostPer1KTokens: number;
  availableModels: Array<string>;
  /** Lower case, letters and digits only. */
  id: string;
  /** What is missing, as sentences, each with what to do. */
  reasons: Array<string>;
}

/** How the providers of a kind are. */
export interface ProviderKindHealth {
  providerType: string;
  providers: Array<ProviderHealth>;
  /** Whether any of them can be asked. */
  isHealthy: boolean;
  healthyCount: number;
  totalCount: number;
}

/** Where programs and services are; None says nothing about one. */
export interface ProviderPathsDto {
  stableDiffusionUrl: string | null;
  ollamaUrl: string | null;
  ffmpegPath: string | null;
  ffprobePath: string | null;
  outputDirectory: string | null;
}

/** Whether a provider works, in short. */
export interface ProviderPing {
  provider: string;
  /** Whether it was asked. */
  attempted: boolean;
  success: boolean;
  message: string;
  /** MissingApiKey, InvalidApiKey, RateLimited, BadRequest, ProviderUnavailable, NetworkError, Timeout, ConfigurationMissing, UnsupportedProvider or UnknownError; None where it works. */
  errorCode: string | null;
  /** Of its answer, where that is known. */
  statusCode: number | null;
  /** Where it was asked. */
  endpoint: string | null;
  latencyMs: number | null;
  correlationId: string;
}

/** Whether each provider that is built works, by id. */
export interface ProviderPings {
  results: Record<string, ProviderPing>;
  timestamp: string;
  correlationId: string;
}

/** Whom the owner would rather have, and what may be spent; in a change, what is None stays as it is. */
export interface ProviderPreferencesDto {
  /** Nothing recommends providers here, so it is always false, as enable_learning. */
  enableRecommendations: boolean | null;
  /** Always Off. */
  assistanceLevel: string | null;
  /** Calls are always noted, so it is always true, as enable_cost_tracking. */
  enableHealthMonitoring: boolean | null;
  enableCostTracking: boolean | null;
  enableLearning: boolean | null;
  /** Always true: a profile is always in force. */
  enableProfiles: boolean | null;
  /** Whether the next of a tier stands in. */
  enableAutoFallback: boolean | null;
  /** Always None: who writes says nothing of who speaks. */
  globalDefault: string | null;
  alwaysUseDefault: boolean | null;
  /** Who writes, as script. */
  perOperationOverrides: Record<string, string> | null;
  /** Id of the profile in force. */
  activeProfile: string | null;
  excludedProviders: Array<string> | null;
  /** Who goes first of every tier; empty for nobody. */
  pinnedProvider: string | null;
  /** Always None: who comes after whom is told by the priorities. */
  fallbackChains: Record<string, Array<string>> | null;
  /** US dollars; 0 for no limit. */
  monthlyBudgetLimit: number | null;
  /** US dollars a month, by id. */
  perProviderBudgetLimits: Record<string, number> | null;
  /** Whether calls beyond a budget are not made. */
  hardBudgetLimit: boolean | null;
}

/** A provider, and whether it could be asked. */
export interface ProviderPresence {
  name: string;
  /** LLM, TTS, Images or Music. */
  category: string;
  isAvailable: boolean;
  /** Whether asking it leaves this machine. */
  isOnline: boolean;
  /** Free, Local or Pro. */
  tier: string;
  features: Array<string>;
  /** What it lacks, and what to do, as sentences. */
  message: string;
}

/** Who makes films whose request does not say. */
export interface ProviderProfileDto {
  id: string;
  name: string;
  description: string;
  /** FreeOnly, BalancedMix or ProMax. */
  tier: string;
  /** For Script, TTS and Visuals a name or a tier, as providerSelection has them; Upload is Off, for where films are sent is said by the upload destinations. */
  stages: Record<string, string>;
  /** Ids of providers whose keys would do; others for the same part do as well. */
  requiredApiKeys: Array<string>;
  /** What it is for, as sentences. */
  usageNotes: string;
  lastValidatedAt: string | null;
}

/** Every profile there is. */
export interface ProviderProfiles {
  profiles: Array<ProviderProfileDto>;
}

/** How much may be asked of one provider; a cost limit of 0 is none. */
export interface ProviderRateLimit {
  providerName: string;
  enabled: boolean;
  maxRequestsPerMinute: number;
  maxRequestsPerHour: number;
  maxRequestsPerDay: number;
  maxConcurrentRequests: number;
  maxTokensPerRequest: number;
  maxTokensPerMinute: number;
  /** US dollars. */
  dailyCostLimit: number;
  /** US dollars. */
  monthlyCostLimit: number;
  exceededBehavior: RateLimitBehavior;
  /** Larger goes first among providers that are otherwise equal. */
  priority: number;
  fallbackProvider: string | null;
  retryDelayMs: number;
  maxRetries: number;
  useExponentialBackoff: boolean;
  /** Per cent of a cost limit from which on it is warned of. */
  costWarningThreshold: number;
  notifyOnLimitReached: boolean;
}

/** How much may be asked of providers. */
export interface ProviderRateLimits {
  /** By the id of the provider. */
  limits: Record<string, ProviderRateLimit>;
  /** Of all together. */
  global: GlobalRateLimitSettings;
}

/** Somebody who could do a part of a film; the contract calls it ProviderRecommendationDto. */
export interface ProviderRecommendation {
  providerName: string;
  /** Why they stand where they stand, as sentences. */
  reasoning: string;
  /** Of a hundred calls of two months, how many were answered; 0 where nobody was asked. Nobody here judges what they make. */
  qualityScore: number;
  /** US dollars, as far as the price is known. */
  estimatedCost: number;
  /** How long answers took; 0 where nobody was asked. */
  expectedLatencySeconds: number;
  isAvailable: boolean;
  /** Healthy, Degraded or Unhealthy by these calls; Unknown where there are none. */
  healthStatus: string;
  /** How much these calls say, to 100 from ten calls on. */
  confidence: number;
  id: string;
  /** Whether estimated_cost says anything. */
  isPriceKnown: boolean;
}

/** What a provider cannot do without. */
export interface ProviderRequirements {
  /** Variables of the environment that may hold its key. */
  needsKey: Array<string>;
  /** What else its owner has to say. */
  needs: Array<string>;
  /** Where it runs: linux, macos, windows. */
  os: Array<string>;
  needsGPU: boolean;
}

/** What a provider takes. */
export interface ProviderSSMLConstraintsDto {
  /** None where it takes no markup. */
  supportedTags: Array<string>;
  supportedProsodyAttributes: Array<string>;
  /** Times its usual speed, as is max_rate. */
  minRate: number;
  maxRate: number;
  /** Semitones, as is max_pitch. */
  minPitch: number;
  maxPitch: number;
  /** Times its usual loudness, as is max_volume. */
  minVolume: number;
  maxVolume: number;
  maxPauseDurationMs: number;
  supportsTimingMarkers: boolean;
  maxTextLength: number | null;
}

/** Who does what; None leaves the choice to the settings. */
export interface ProviderSelectionDto {
  script?: string | null;
  tts?: string | null;
  visuals?: string | null;
  upload?: string | null;
}

/** What a provider was told, and what is in force. */
export interface ProviderSettingsDto {
  /** Its last four characters, behind stars. */
  apiKey: string | null;
  /** Where it is asked. */
  endpoint: string | null;
  model: string | null;
  /** Each film says it, in llmParameters; so it is always None. */
  maxTokens: number | null;
  /** Likewise. */
  temperature: number | null;
  /** Whether nothing is missing for it to be asked. */
  isEnabled: boolean;
  hasFallback: boolean;
  type: string | null;
}

/** Somebody who is built, and whether they could be asked; nobody is asked for it. */
export interface ProviderStanding {
  id: string;
  name: string;
  category: string;
  /** local, free or paid. */
  tier: string;
  available: boolean;
  configured: boolean;
  /** The same as available, by the name of another of the original's clients. */
  reachable: boolean;
  isConfigured: boolean;
  isAvailable: boolean;
  /** Ready, or Not configured. */
  status: string;
  /** Of what is missing, as a step of a job has it. */
  errorCode: string | null;
  errorMessage: string | null;
  details: string | null;
  /** Step by step. */
  howToFix: Array<string>;
  /** Now; what they lack is looked at, not kept. */
  lastChecked: string;
}

/** What the calls to a provider came to, of two months. */
export interface ProviderStatsDto {
  totalRequests: number;
  successfulRequests: number;
  failedRequests: number;
  /** Milliseconds until an answer was whole. */
  averageLatency: number;
  totalTokensUsed: number;
  /** US dollars, as far as prices are known. */
  totalCost: number;
  /** When it was asked last, ISO 8601; empty for never. */
  lastUsed: string;
  /** Calls whose price nobody knows. */
  unpricedRequests: number;
}

/** Whether a provider works, in shortest. */
export interface ProviderTest {
  success: boolean;
  message: string;
  /** In milliseconds. */
  latency: number;
  correlationId: string;
}

/** Where a server of one's own, or a program, is to be looked for. */
export interface ProviderTestRequest {
  /** Of a server. */
  url?: string | null;
  /** Of FFmpeg. */
  path?: string | null;
}

/** What came of asking a provider about its key. */
export interface ProviderTestResultDto {
  provider: string;
  success: boolean;
  message: string;
  testedAt: string;
}

/** What is to be tried, in the place of what is in force. */
export interface ProviderTrial {
  /** Tried, and not kept. */
  apiKey: string | null;
  /** Where to ask; the key that is kept does not go there. */
  baseUrl: string | null;
  /** Likewise, in another word. */
  endpoint: string | null;
  model: string | null;
  /** Likewise, of those that are in several. */
  region: string | null;
  organizationId: string | null;
  projectId: string | null;
  /** Change nothing. */
  parameters: Record<string, unknown> | null;
}

/** What came of asking one of several providers about its key. */
export interface ProviderTried {
  success: boolean;
  message: string;
  responseTimeMs: number;
}

/** Whether a provider works. */
export interface ProviderValidated {
  /** As it was asked for. */
  name: string;
  ok: boolean;
  /** What happened, and what to do, as sentences; first the code of what failed. */
  details: string;
  elapsedMs: number;
}

/** Whether a provider works. */
export interface ProviderValidation {
  isValid: boolean;
  /** Valid, Invalid, PermissionDenied, RateLimited, ServiceIssue, Timeout, NetworkError, Offline or Error. */
  status: string;
  message: string;
  correlationId: string;
  details: ProviderValidationDetails;
}

/** What is known of a trial besides. */
export interface ProviderValidationDetails {
  provider: string;
  /** empty, valid or invalid. */
  keyFormat: string;
  formatValid: boolean;
  /** Whether the provider answered; None where it was not asked. */
  networkCheckPassed: boolean | null;
  httpStatusCode: number | null;
  /** The verdict; None where it works. */
  errorType: string | null;
  responseTimeMs: number;
  /** What was asked, and where. */
  diagnosticInfo: string | null;
}

/** How many providers there are, and how many of them can be asked. */
export interface ProvidersSummary {
  totalConfigured: number;
  totalReachable: number;
  message: string | null;
}

/** Whether providers work. */
export interface ProvidersValidated {
  results: Array<ProviderValidated>;
  /** Whether all of them do. */
  ok: boolean;
  success: boolean;
  message: string;
}

/** How much room light copies take, of that of all results. */
export interface ProxyCacheStatsResponse {
  totalProxies: number;
  totalCacheSizeBytes: number;
  totalSourceSizeBytes: number;
  /** How many times smaller than their sources they are; 0 where there are none. */
  compressionRatio: number;
  /** Of the store, which they share with everything else that is kept. */
  maxCacheSizeBytes: number;
  cacheUsagePercent: number;
  isOverLimit: boolean;
}

/** A light copy of a film or a clip. */
export interface ProxyMediaResponse {
  /** By which it is asked for. */
  id: string;
  sourcePath: string;
  /** Where this server has it, in parts, too; it is there once status is Completed. */
  proxyPath: string;
  quality: string;
  /** Processing, Completed or Failed. */
  status: string;
  createdAt: string;
  lastAccessedAt: string;
  fileSizeBytes: number;
  sourceFileSizeBytes: number;
  width: number;
  height: number;
  /** At most. */
  bitrateKbps: number;
  errorMessage: string | null;
  /** 0 or 100. */
  progressPercent: number;
}

/** What kind of file films become that do not say. */
export interface QualityConfigDto {
  video: VideoQualityDto;
  audio: AudioQualityDto;
  /** Always None: how captions look is captions of the settings. */
  subtitles: Record<string, unknown> | null;
}

/** A scene that words to search with are wanted for. */
export interface QueryCompositionRequest {
  /** What is said or seen. */
  sceneDescription: string;
  /** What it is about, the most telling first. */
  keywords?: Array<string>;
  /** Who will be asked. */
  targetProvider?: string;
  /** Image or Video. */
  mediaType?: string;
  /** A look, such as cinematic. */
  style?: string | null;
  mood?: string | null;
  /** Of the description, a BCP 47 tag. */
  language?: string;
}

/** Words to search with. */
export interface QueryCompositionResult {
  primaryQuery: string;
  /** Broader ones, and those with the look that is wanted, to be tried in this order. */
  alternativeQueries: Array<string>;
  /** What must not be seen, for who can be told so; libraries cannot. */
  negativeFilters: Array<string>;
  reasoning: string;
  /** 0 to 1, by how many words of the description name something. */
  confidence: number;
}

/** How the queue is run. */
export interface QueueConfiguration {
  /** Films made at a time by this machine. */
  maxConcurrentJobs: number;
  /** Whether jobs that wait are begun. */
  isEnabled: boolean;
  /** How many jobs may wait at a time. */
  maxWaitingJobs: number;
  /** How often a job may be tried, the first time included. */
  maxAttempts: number;
  id: string;
  /** 0, for a job is begun as soon as there is a place for it. */
  pollingIntervalSeconds: number;
  pauseOnBattery: boolean;
  /** 100: a film always gets what is left of the machine. */
  cpuThrottleThreshold: number;
  memoryThrottleThreshold: number;
  /** None: jobs are kept until somebody deletes them. */
  jobHistoryRetentionDays: number | null;
  failedJobRetentionDays: number | null;
  /** None: a job is tried again when somebody asks for it. */
  retryBaseDelaySeconds: number | null;
  retryMaxDelaySeconds: number | null;
  enableNotifications: boolean;
}

/** How the queue is run, or is from now on. */
export interface QueueConfigurationReply {
  configuration: QueueConfiguration;
  correlationId: string;
  message: string;
}

/** How the queue is to be run; what is left out stays as it is. */
export interface QueueConfigurationRequest {
  /** Films made at a time by this machine. */
  maxConcurrentJobs?: number | null;
  /** Whether jobs that wait are begun, by all who share the queue. */
  isEnabled?: boolean | null;
}

/** A job in the queue. */
export interface QueueItem {
  jobId: string;
  /** Pending, Processing, Paused, Completed, Failed or Cancelled. */
  status: string;
  stage: string;
  currentStage: string;
  /** 0 to 100; progress is the same. */
  percent: number;
  progress: number;
  priority: number;
  createdAt: string;
  enqueuedAt: string;
  startedAt: string | null;
  completedAt: string | null;
  canceledAt: string | null;
  outputPath: string | null;
  errorMessage: string | null;
  /** How often it was tried again. */
  retryCount: number;
  maxRetries: number;
  nextRetryAt: string | null;
  workerId: string | null;
  canResume: boolean;
  lastCompletedStep: string | null;
  artifactCount: number;
  hasErrors: boolean;
  correlationId: string;
  isQuickDemo: boolean;
}

/** Jobs of the queue, the newest first. */
export interface QueueList {
  jobs: Array<QueueItem>;
  count: number;
  stats: QueueStats;
  filterStatus: string | null;
  correlationId: string;
}

/** How the queue is. */
export interface QueueReport {
  statistics: QueueStatistics;
  timestamp: string;
  correlationId: string;
}

/** How many jobs there are, by status, as the queue's own clients call them. */
export interface QueueStatistics {
  totalJobs: number;
  pendingJobs: number;
  processingJobs: number;
  completedJobs: number;
  failedJobs: number;
  cancelledJobs: number;
  activeWorkers: number;
}

/** How many jobs there are, by status. */
export interface QueueStats {
  total: number;
  pending: number;
  running: number;
  completed: number;
  failed: number;
  canceled: number;
}

/** A short film that shows what there is. */
export interface QuickDemoRequest {
  /** None or blank for the demo's own. */
  topic?: string | null;
}

/** How often a library of pictures may be asked. */
export interface QuotaStatusResponse {
  provider: string;
  /** Of limit; None for both where no limit is known. */
  remaining: number | null;
  limit: number | null;
  /** When it counts anew, where the library says so, or nothing is left. */
  resetTime: string | null;
}

/** How sources are searched for what the script may say. */
export interface RagConfiguration {
  enabled?: boolean;
  topK?: number;
  minimumScore?: number;
  maxContextTokens?: number;
  includeCitations?: boolean;
  tightenClaims?: boolean;
  enableLlmQueryExpansion?: boolean;
}

/** The memory that may be used, GiB. */
export interface RamInfo {
  gb: number;
}

/** What happens to a request over the limit. */
export type RateLimitBehavior = "Block" | "Queue" | "Fallback" | "Warn";

/** How often a library may still be asked. */
export interface RateLimitStatusDto {
  provider: string;
  requestsRemaining: number;
  requestsLimit: number;
  /** When it counts anew, where it says so. */
  resetTime: string | null;
  isLimited: boolean;
  /** provider where its last answer said so, else catalogue: what it documents, less our own calls. */
  toldBy: string;
}

/** What was made last, the newest first. */
export interface RecentArtifacts {
  artifacts: Array<RecentJob>;
  count: number;
  correlationId: string;
}

/** What a job made. */
export interface RecentJob {
  jobId: string;
  correlationId: string;
  stage: string;
  finishedAt: string | null;
  artifacts: Array<ArtifactDto>;
}

/** What is recommended. */
export interface RecommendationsReply {
  success: boolean;
  recommendations: PlannerRecommendations;
  /** What to post to /api/jobs for a film that is as recommended. */
  request: CreateJobRequest;
  correlationId: string;
}

/** What recommendations are asked for, as it arrives; the contract calls it RecommendationsRequestDto. */
export interface RecommendationsRequestDto {
  /** A phrase of 1 to 500 characters. */
  topic: string;
  audience: string | null;
  goal: string | null;
  tone: string | null;
  language: string | null;
  aspect: Aspect | null;
  /** 0.05 to 120. */
  targetDurationMinutes: number;
  pacing: Pacing | null;
  density: Density | null;
  style: string | null;
  audiencePersona: string | null;
  constraints: ConstraintsDto | null;
  /** The client's own words as plain text or Markdown. */
  script: string | null;
  /** Files on the server's machine that the film is made from. */
  sources: Array<string>;
  /** Who writes; a language model decides how the film is told, too. */
  providerSelection: ProviderSelectionDto | null;
  seed: number;
}

/** The secrets that an export could hold, by name, as masks. */
export interface RedactionPreviewResponse {
  totalSecrets: number;
  availableSecretKeys: Array<string>;
  redactionPreview: Record<string, string>;
}

/** A scene to be spoken again; for the rest see PreviewRequest. */
export interface RegenerateAudioRequest {
  text: string;
  sceneIndex?: number;
  provider?: string;
  voiceName?: string;
  rate?: number;
  pitch?: number;
  pauseStyle?: PauseStyle;
  language?: string | null;
  allowFallback?: boolean;
}

/** A scene of a script for which there are to be other candidates. */
export interface RegenerateCandidatesRequest {
  /** Of the script. */
  jobId?: string;
  sceneIndex?: number;
  /** What is to be seen instead of what the script says. */
  refinedPrompt?: GetCandidatesRequest | null;
  config?: ImageSelectionConfig | null;
  /** Told back as selectedBy. */
  userId?: string | null;
}

/** A scene that is to be written anew. */
export interface RegenerateSceneContextRequest {
  /** Of the script. */
  jobId?: string;
  /** From 0. */
  sceneIndex?: number;
  /** What is to be better; only a language model understands it. */
  brief?: string | null;
}

/** A scene that is to be written anew. */
export interface RegenerateSceneRequest {
  /** What is to be better; only a language model understands it. */
  improvementGoal?: string | null;
  /** Whether a language model is shown the scenes around it. */
  includeContext?: boolean;
  preferredProvider?: string | null;
  modelOverride?: string | null;
  version?: number | null;
}

/** A script that is to be written anew, by the same provider or another. */
export interface RegenerateScriptRequest {
  preferredProvider?: string | null;
  modelOverride?: string | null;
  version?: number | null;
}

/** Why a scene is not to show what it shows. */
export interface RejectCandidateRequest {
  reason?: string;
  userId?: string | null;
}

/** Something that can be done about a check that failed. */
export interface RemediationAction {
  /** open_settings, install, configure, start, open_help or switch_provider. */
  type: string;
  /** What stands on the button. */
  label: string;
  description: string;
  /** A page of the client's. */
  navigateTo: string | null;
  /** A page elsewhere. */
  externalUrl: string | null;
  parameters: Record<string, string> | null;
}

/** How far a render is; the contract calls it RenderJobDto. */
export interface RenderJob {
  /** Of its job, as job_id: everything that can be asked about jobs can be asked about it. */
  id: string;
  jobId: string;
  /** pending, running, paused, completed, failed or canceled. */
  status: string;
  /** 0 to 100. */
  progress: number;
  outputPath: string | null;
  createdAt: string;
  /** Whole seconds. */
  estimatedTimeRemaining: number | null;
  error: string | null;
  /** Where the film can be had from anywhere, once it is made. */
  downloadUrl: string | null;
  correlationId: string;
}

/** A kind of file by the name of where it is shown. */
export interface RenderPreset {
  name: string;
  width: number;
  height: number;
  /** In whole numbers, such as 16:9. */
  aspectRatio: string;
  fps: number;
  container: string;
  codec: string;
  videoBitrateK: number;
  audioBitrateK: number;
  qualityLevel: number;
  /** At most, both bit rates together. */
  megabytesPerMinute: number;
  /** What a job is asked for, to become such a file. */
  renderSpec: RenderSpec;
}

/** The kinds of files that have a name. */
export interface RenderPresetsReply {
  success: boolean;
  presets: Array<RenderPreset>;
  count: number;
  correlationId: string;
}

/** How far a film is, by the step. */
export interface RenderProgressResponse {
  jobId: string;
  status: string;
  stage: string;
  progressPct: number;
  createdAt: string;
  startedAt: string | null;
  completedAt: string | null;
  canceledAt: string | null;
  elapsedSeconds: number | null;
  estimatedTotalSeconds: number | null;
  remainingSeconds: number | null;
  /** When it is expected to end. */
  eta: string | null;
  currentStep: string | null;
  completedSteps: Array<string>;
  lastCompletedStep: string | null;
  hasErrors: boolean;
  errorCount: number;
  hasWarnings: boolean;
  warningCount: number;
  errorMessage: string | null;
  canResume: boolean;
  output: OutputDto | null;
  artifacts: Array<ArtifactDto>;
  correlationId: string;
}

/** A timeline is to become a film. */
export interface RenderRequest {
  timelineJson?: string | null;
  timeline?: EditableTimeline | null;
  /** The kind of file; without it, what the timeline says, else what the settings say. */
  presetName?: string | null;
  /** What is to differ from it. */
  settings?: RenderSettings | null;
}

/** What differs from a kind of file, member by member; the contract calls it RenderSettingsDto. */
export interface RenderSettings {
  width?: number | null;
  height?: number | null;
  fps?: number | null;
  /** H264, H265, VP9, AV1 or ProRes. */
  codec?: string | null;
  /** mp4, mov, mkv or webm. */
  container?: string | null;
  qualityLevel?: number | null;
  videoBitrateK?: number | null;
  audioBitrateK?: number | null;
  enableSceneCut?: boolean | null;
}

/** What kind of file the film becomes. */
export interface RenderSpec {
  res?: Resolution;
  /** mp4, mov, mkv or webm. */
  container?: string;
  /** Upper bound of the picture's bit rate, kbit/s. */
  videoBitrateK?: number;
  /** Bit rate of the sound, kbit/s. */
  audioBitrateK?: number;
  fps?: number;
  /** H264, H265, VP9, AV1 or ProRes. */
  codec?: string;
  qualityLevel?: number;
  enableSceneCut?: boolean;
  refinementConfig?: ScriptRefinementConfig | null;
  jobId?: string | null;
}

/** The order in which scenes are to come. */
export interface ReorderScenesRequest {
  /** The numbers that they have now, each once. */
  sceneOrder?: Array<number>;
  version?: number | null;
}

/** How Replicate is asked. */
export interface ReplicateProviderSettings {
  /** owner/name, or owner/name:version; empty leaves it to us. */
  model: string;
  /** A picture may take. */
  timeoutSeconds: number;
}

/** Something that the machine should have. */
export interface RequirementFound {
  name: string;
  required: string;
  detected: string;
  /** pass, warning or fail. */
  status: string;
  /** What is wrong and what to do, as sentences. */
  message: string | null;
}

/** Whether the machine has what it should. */
export interface RequirementsFound {
  allRequirementsMet: boolean;
  requirements: Array<RequirementFound>;
}

/** The size of a frame in pixels. */
export interface Resolution {
  width: number;
  height: number;
}

/** A path with all of it written out; nothing was looked for there. */
export interface ResolvedPath {
  success: boolean;
  /** As it was asked. */
  path: string;
  resolvedPath: string;
}

/** A key to be tested again. */
export interface RevalidateKeyRequest {
  provider: string;
  /** None for the one that is kept. */
  apiKey?: string | null;
}

/** A version that is to be the present one again. */
export interface RevertToVersionRequest {
  versionId?: string;
  version?: number | null;
}

/** A scene that is to be longer or shorter. */
export interface ReviseSceneRequest {
  /** How many times its words it is to have; unless told, 1.5 where it is expanded and 0.7 where it is shortened. */
  factor?: number | null;
  preferredProvider?: string | null;
  modelOverride?: string | null;
  version?: number | null;
}

/** A key to be put in the place of another. */
export interface RotateApiKeyRequest {
  provider: string;
  newApiKey: string;
  /** Whether its provider is asked first. */
  testBeforeSaving?: boolean;
}

/** What a film cost; the contract calls it RunCostReportDto. */
export interface RunCostReport {
  jobId: string;
  startedAt: string;
  completedAt: string | null;
  /** From when the job was made to its end, or until now. */
  durationSeconds: number;
  /** US dollars, as far as prices are known. */
  totalCost: number;
  currency: string;
  /** By step, for those in which anybody was asked. */
  costByStage: Record<string, StageCostBreakdown>;
  costByProvider: Record<string, number>;
  tokenStats: TokenUsageStatistics | null;
  /** The calls, the first first. */
  operations: Array<OperationCostDetail>;
  withinBudget: boolean;
  /** For one film, US dollars; None where there is none. */
  budgetLimit: number | null;
  projectId: string | null;
  projectName: string | null;
  optimizationSuggestions: Array<string>;
  /** Calls whose price nobody knows. */
  unpriced: number;
}

/** Lines that are to be spoken in a given time each. */
export interface SSMLPlanningRequestDto {
  scriptLines: Array<LineDto>;
  targetProvider: string;
  voiceSpec: VoiceSpecDto;
  /** Seconds by the index of the scene; a line that is not there has its own. */
  targetDurations: Record<string, number>;
  /** The share by which a line may be longer or shorter. */
  durationTolerance: number;
  /** Is read and not needed: the pace is computed, not searched for. */
  maxFittingIterations: number;
  /** Whether a voice may hurry or drag as far as the provider lets it, not only as far as nobody notices. */
  enableAggressiveAdjustments: boolean;
}

/** Lines as markup, each as long as it is wanted as far as that can be. */
export interface SSMLPlanningResultDto {
  segments: Array<SSMLSegmentResultDto>;
  stats: DurationFittingStatsDto;
  warnings: Array<string>;
  planningDurationMs: number;
}

/** Markup as a provider takes it; every word of it is kept. */
export interface SSMLRepairResultDto {
  repairedSsml: string;
  wasRepaired: boolean;
  repairsApplied: Array<string>;
}

/** What could be done about something. */
export interface SSMLRepairSuggestionDto {
  issue: string;
  suggestion: string;
  canAutoFix: boolean;
}

/** A line as markup. */
export interface SSMLSegmentResultDto {
  sceneIndex: number;
  originalText: string;
  ssmlMarkup: string;
  estimatedDurationMs: number;
  targetDurationMs: number;
  /** How much longer than wanted it will be; shorter is negative. */
  deviationPercent: number;
  adjustments: ProsodyAdjustmentsDto;
  timingMarkers: Array<TimingMarkerDto>;
}

/** Markup that a provider is to take. */
export interface SSMLValidationRequestDto {
  ssml: string;
  targetProvider: string;
}

/** Whether a provider takes markup as it is. */
export interface SSMLValidationResultDto {
  isValid: boolean;
  errors: Array<string>;
  /** What it leaves aside without complaint. */
  warnings: Array<string>;
  repairSuggestions: Array<SSMLRepairSuggestionDto>;
}

/** Keys to be kept, by the ids of their providers or any other spelling. */
export interface SaveApiKeysRequest {
  keys: Record<string, string>;
}

/** What a provider is told, by the names of its fields: ApiKey, BaseUrl, Model; empty ones are left aside. */
export interface SavePartialConfigurationRequest {
  provider: string;
  partialConfiguration: Record<string, string | null>;
  /** Changes nothing: that of the request counts. */
  correlationId?: string | null;
}

/** A project that is to be kept. */
export interface SaveProjectRequest {
  /** Of the one that it replaces; None makes a new one. */
  id?: string | null;
  name?: string;
  description?: string | null;
  /** None leaves it as it is, as for description. */
  thumbnail?: string | null;
  projectData?: string;
  /** Which version it replaces; when it is another by then, nothing is changed. */
  version?: number | null;
}

/** What is decided about providers; who is left out stays as they are. */
export interface SaveProviderConfigRequest {
  providers: Array<ProviderConfigDto>;
}

/** Keys that a wizard has been given. */
export interface SaveSetupApiKeysRequest {
  apiKeys: Array<ApiKeyConfigDto>;
  /** Whether keys are kept that their providers do not know, or that look like nobody's. */
  allowInvalid?: boolean;
  /** Changes nothing. */
  correlationId?: string | null;
}

/** That keys are kept. */
export interface SaveSetupApiKeysResponse {
  success: boolean;
  /** What is not known of them, or not right, as sentences. */
  warnings: Array<string> | null;
  /** None: what is wrong comes as a problem. */
  errorMessage: string | null;
  correlationId: string | null;
}

/** A project that is to be kept. */
export interface SaveWizardProjectRequest {
  /** Of the one that it replaces; None makes a new one. */
  id?: string | null;
  name?: string;
  description?: string | null;
  currentStep?: number;
  briefJson?: string | null;
  planSpecJson?: string | null;
  voiceSpecJson?: string | null;
  renderSpecJson?: string | null;
  /** Of the film that was made last; None leaves it as it is, as for script_id. */
  jobId?: string | null;
  scriptId?: string | null;
  /** Which version it replaces; when it is another by then, nothing is changed. */
  version?: number | null;
}

/** A project that was kept. */
export interface SaveWizardProjectResponse {
  id: string;
  name: string;
  lastModifiedAt: string;
  version: number;
}

/** A scene as it was spoken; see SpeechReply. */
export interface SceneAudio {
  success: boolean;
  sceneIndex: number;
  audioPath: string;
  audioUrl: string;
  duration: number;
  provider: string;
  correlationId: string;
  notice: string | null;
}

/** How a scene is seen. */
export interface SceneDirectionDto {
  sceneIndex: number;
  motion: MotionKind;
  inTransition: TransitionKind;
  outTransition: TransitionKind;
  /** 0 to 1. */
  emotionalIntensity: number;
  /** What its picture is about. */
  visualFocus: string;
  suggestedDurationSeconds: number;
  /** 0 to 1; 0 for what stands still. */
  kenBurnsIntensity: number;
}

/** A scene as a client has it. */
export interface SceneDto {
  index: number;
  heading: string;
  script: string;
  /** From the start of the film. */
  startSeconds?: number;
  durationSeconds?: number;
  citations?: Array<Citation> | null;
}

/** What became of one scene. */
export interface SceneModificationResponse {
  success: boolean;
  scene: ScriptSceneDto | null;
  /** Always empty: what cannot be done is a problem. */
  error: string | null;
  /** The whole script, as it is now. */
  script: GenerateScriptResponse | null;
}

/** A picture that a client has chosen for a scene. */
export interface ScenePicture {
  /** From 0. */
  sceneIndex: number;
  /** Where this server has it, as /api/media/…. */
  imagePath: string;
}

/** A scene in the client's own words. */
export interface SceneRequest {
  /** What the scene is about; without one it goes on under the heading before it. */
  heading?: string;
  /** What is said, as plain text; blank lines part paragraphs. */
  script?: string;
  /** The client's own picture or clip, a file on the server's machine, or a picture of this server by its address. */
  pathOrUrl?: string | null;
  /** The name of a layout, such as quote; else what an image provider would be asked for. */
  visualPrompt?: string | null;
  /** How the scene gives way to the next; the pacing decides without. */
  transition?: TransitionKind | null;
  /** How the camera moves over the client's picture; its shape decides without. */
  motion?: MotionKind | null;
}

/** What a scene of a script shows by somebody's choice. */
export interface SceneVisualSelection {
  id: string;
  /** Of the script. */
  jobId: string;
  sceneIndex: number;
  selectedCandidate: Candidate | null;
  /** Those that were just made; what it shows otherwise. */
  candidates: Array<Candidate>;
  /** Accepted, Rejected or Pending; what was rejected is pending when it is asked for again. */
  state: string;
  /** When the script was changed last. */
  selectedAt: string;
  rejectionReason: string | null;
  selectedBy: string | null;
}

/** A script that is to be better. */
export interface ScriptEnhancementRequest {
  /** What is to be better; only a language model understands it. */
  goal?: string;
  /** From -1, more serious, to 1, livelier; only a language model can do it. */
  toneAdjustment?: number | null;
  /** From -1, slower, to 1, faster: a step of the plan's pacing from a half on. */
  pacingAdjustment?: number | null;
  /** The plan's style from now on, by which slides look. */
  stylePreset?: string | null;
  preferredProvider?: string | null;
  modelOverride?: string | null;
  version?: number | null;
}

/** Some of all scripts, those that were changed last first. */
export interface ScriptList {
  scripts: Array<ScriptListItem>;
  count: number;
  /** How many there are. */
  total: number;
  limit: number;
  offset: number;
  correlationId: string;
}

/** A script, in a line. */
export interface ScriptListItem {
  scriptId: string;
  title: string;
  language: string;
  sceneCount: number;
  totalDurationSeconds: number;
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** How a script came to be; the contract calls it ScriptMetadataDto. */
export interface ScriptMetadataDto {
  generatedAt: string;
  /** Who wrote it, as people know them. */
  providerName: string;
  /** What they wrote it with. */
  modelUsed: string;
  /** By a language model; nobody else needs any. */
  tokensUsed: number;
  /** US dollars. */
  estimatedCost: number;
  /** What the provider asks of its user: Free, Local or Pro. */
  tier: string;
  /** How long it took. */
  generationTimeSeconds: number;
  /** Whether they stood in for whoever was asked first. */
  isFallback: boolean;
}

/** How often and how far a language model reworks its script; the bounds are those of the original. */
export interface ScriptRefinementConfig {
  /** 0 to 5; each is paid for. */
  maxRefinementPasses?: number;
  /** Score from which a script is good enough, 0 to 100. */
  qualityThreshold?: number;
  /** By how much a pass must better the score for another one, 0 to 50. */
  minimumImprovement?: number;
  enableAdvisorValidation?: boolean;
  /** 1 to 10, for each review. */
  passTimeoutMinutes?: number;
}

/** A script as one text. */
export interface ScriptReply {
  success: boolean;
  /** As Markdown, which can be posted as a script again. */
  script: string;
  provider: string;
  /** Whether somebody stood in for whoever was asked first. */
  isFallback: boolean;
  /** By which it can be edited. */
  scriptId: string;
  warnings: Array<string>;
  correlationId: string;
}

/** A script as one text, as a client asks for it. */
export interface ScriptRequest {
  topic: string;
  audience?: string | null;
  goal?: string | null;
  tone?: string;
  language?: string;
  aspect?: Aspect;
  /** Up to 120. */
  targetDurationMinutes?: number;
  pacing?: Pacing;
  density?: Density;
  style?: string;
  /** A provider's name or a tier, unless provider_selection names who writes. */
  providerTier?: string | null;
  providerSelection?: ProviderSelectionDto | null;
  promptModifiers?: PromptModifiers | null;
  refinementConfig?: ScriptRefinementConfig | null;
  /** Of a profile that the original keeps; there are none here, and that is told. */
  audienceProfileId?: string | null;
}

/** A scene as clients show it; the contract calls it ScriptSceneDto. */
export interface ScriptSceneDto {
  /** Counts from 1. */
  number: number;
  /** What is said. */
  narration: string;
  /** What an image provider is asked for, or the name of a layout. */
  visualPrompt: string;
  /** As planned; the voice decides. */
  durationSeconds: number;
  /** How the scene gives way to the next, by its own wish or by the pacing. */
  transition: string;
  heading: string;
  bullets: Array<string>;
  motion: MotionKind | null;
  /** How long the scene lasts at least; 0 leaves it to the voice. */
  leastDurationSeconds: number;
  /** Its own picture or clip. */
  pathOrUrl: string | null;
  /** Where its statements come from. */
  citations: Array<Citation>;
  /** How its slide looks, where that has been decided. */
  layout: Layout | null;
}

/** A script as it is or was; the contract calls it ScriptVersionDto. */
export interface ScriptVersionDto {
  versionId: string;
  versionNumber: number;
  createdAt: string;
  notes: string | null;
  script: GenerateScriptResponse;
}

/** A script in all versions that are kept, the present one first. */
export interface ScriptVersionHistoryResponse {
  versions: Array<ScriptVersionDto>;
  currentVersionId: string;
  correlationId: string;
}

/** Passages about something, the best first. */
export interface SearchReply {
  query: string;
  results: Array<PassageFound>;
  totalResults: number;
  correlationId: string;
}

/** What is looked for in the documents that are searched. */
export interface SearchRequest {
  /** What it is about, as a phrase or a sentence. */
  query: string;
  /** How many passages at most. */
  topK?: number;
  /** How good a passage has to be, as a share of the best. */
  minimumScore?: number;
  /** Of the query, a BCP 47 tag. */
  language?: string;
}

/** What a script says of a section; the contract calls it SectionConversionDto. */
export interface SectionConversionDto {
  sectionIndex: number;
  originalHeading: string;
  convertedHeading: string;
  originalContent: string;
  convertedContent: string;
}

/** How people find the film. */
export interface SeoRecommendations {
  /** At most 100 characters. */
  title: string;
  /** What it is about, in the film's own words. */
  description: string;
  /** The most telling first. */
  tags: Array<string>;
}

/** The server and its machine. */
export interface ServerHealth {
  /** Healthy, Degraded or Unhealthy. */
  status: string;
  version: string;
  environment: string;
  osPlatform: string;
  osVersion: string;
  architecture: string;
  timestamp: string;
  database: DatabaseStatus | null;
  machineName: string | null;
}

/** What server this is. */
export interface ServerInfo {
  name: string;
  version: string;
  apiVersion: string;
  environment: string;
  platform: string;
  architecture: string;
  runtimeVersion: string;
  startedAt: string;
  /** For how long it has been running. */
  uptimeSeconds: number;
  /** Where the API is described. */
  documentation: string;
  timestamp: string;
  correlationId: string;
}

/** How the one who asks stands with the server. */
export interface Session {
  /** Whether the server wants to know who asks. */
  required: boolean;
  /** Whether it knows, by its token or a session. */
  active: boolean;
  /** When the session ends; none for who shows the token each time. */
  ends: string | null;
}

/** Which profile is to be in force, by id or name. */
export interface SetActiveProfileRequest {
  profileId: string;
}

/** A key to be kept. */
export interface SetApiKeyRequest {
  /** Its id or any other spelling, such as OpenAI. */
  provider: string;
  apiKey: string;
}

/** Which model Ollama is asked for. */
export interface SetOllamaModelRequest {
  model: string;
}

/** The document on its way to another machine. */
export interface SettingsExportData {
  general: GeneralSettings;
  providerPaths: ProviderPathsDto;
  /** Every section that has no place of its own. */
  additionalSettings: Record<string, unknown>;
  /** Never filled by us: secrets travel sealed, or not at all. */
  apiKeys: Record<string, string> | null;
}

/** What is wrong with a document. */
export interface SettingsIssue {
  /** The section. */
  category: string;
  /** Where in the section, such as uploadDestinations[0].port. */
  key: string;
  message: string;
  /** Info, Warning or Error. */
  severity: string;
}

/** What came of a change. */
export interface SettingsUpdateResult {
  success: boolean;
  message: string;
  errors: Array<string>;
  /** What will not do what its owner means, as sentences. */
  warnings: Array<string>;
}

/** Whether a document would be taken, and everything that is wrong with it. */
export interface SettingsValidationResult {
  isValid: boolean;
  issues: Array<SettingsIssue>;
}

/** What the wizard ends with; what is left out stays as it is. */
export interface SetupCompleteRequest {
  /** The FFmpeg to use. */
  ffmpegPath?: string | null;
  /** Where finished films go; it is made if need be. */
  outputDirectory?: string | null;
}

/** That the first run is done. */
export interface SetupCompleted {
  success: boolean;
  /** None: what is wrong comes as a problem. */
  errors: Array<string>;
  correlationId: string;
}

/** Whether everything is set up, and what is amiss. */
export interface SetupConfiguration {
  isConfigured: boolean;
  lastChecked: string;
  checks: ConfigurationChecks;
  details: ConfigurationDetails;
  issues: Array<SetupIssue>;
}

/** Something that is amiss. */
export interface SetupIssue {
  /** error, if no film can be made for it, or warning. */
  severity: string;
  code: string;
  message: string;
  remedy: string;
  actionLabel: string | null;
  /** An address of the API, a page of the client's, or one elsewhere. */
  actionUrl: string | null;
}

/** Folders that a wizard may suggest. */
export interface SetupPaths {
  /** Where everything is kept. */
  userData: string;
  documents: string;
  videos: string;
  temp: string;
}

/** What the server runs on. */
export interface SetupSystem {
  platform: string;
  architecture: string;
  /** Of the language that it is written in. */
  frameworkDescription: string;
  processArchitecture: string;
  osDescription: string;
  paths: SetupPaths;
}

/** A film, with what lies beside it, on its way to an upload destination. */
export interface Shipment {
  /** Id of the upload destination in the settings. */
  destination: string;
  /** What its owner calls it. */
  name: string;
  type: UploadDestinationType;
  state: ShipmentState;
  /** How often it was tried since it last got further. */
  tries: number;
  /** Of bytes_total, which is 0 before the first try. */
  bytesSent: number;
  bytesTotal: number;
  /** Where the film is once it is sent: a path, or a URL. */
  address: string | null;
  /** Why the last try failed, as a sentence. */
  error: string | null;
  /** What to do about that, as a sentence. */
  remedy: string | null;
  /** When it is tried again at the earliest; None when it is not. */
  nextTryAt: string | null;
  askedAt: string | null;
  endedAt: string | null;
}

/** Where a job's film is sent, in the order in which that was asked for. */
export interface ShipmentList {
  jobId: string;
  uploads: Array<Shipment>;
}

/** Where a film is to be sent. */
export interface ShipmentRequest {
  /** Ids or names of upload destinations; all that are enabled where none is named. */
  destinations?: Array<string>;
}

/** How a shipment is. */
export type ShipmentState = "Waiting" | "Sending" | "Sent" | "Failed" | "Canceled";

/** A scene that is to say less. */
export interface ShortenSceneRequest {
  /** Of the script. */
  jobId?: string;
  /** From 0. */
  sceneIndex?: number;
  /** How many times its words. */
  targetReduction?: number;
}

/** The server is about to stop. */
export interface ShutdownAccepted {
  message: string;
  correlationId: string;
}

/** Whether the server is about to stop. */
export interface ShutdownStatus {
  shutdownInitiated: boolean;
  /** How many there are. */
  activeConnections: number;
  /** How many films are being made. */
  trackedProcesses: number;
  correlationId: string;
}

/** How slides look. */
export type SlideTheme = "Modern" | "Paper" | "Midnight" | "Bold";

/** A stretch of a document that a script may rest on. */
export interface SourcePassage {
  text: string;
  /** The name of the document's file. */
  source?: string;
  /** Of the document; empty for its name. */
  title?: string;
  /** The heading under which it stands; may be empty. */
  section?: string;
  pageNumber?: number | null;
  /** Of the document, where it is kept. */
  documentId?: string | null;
}

/** What to show a scene with. */
export interface SourceRecommendation {
  useStock: boolean;
  useGenerative: boolean;
  /** Who has it or paints it, by id; slides where nobody does. */
  preferredSource: string;
  reasoning: string;
  /** 0 to 1. */
  confidence: number;
}

/** Whether there is enough of something, GiB. */
export interface SpaceRequirement {
  total: number;
  available: number;
  /** How much of it is free. */
  percentage: number;
  /** pass, warning or fail. */
  status: string;
  warnings: Array<string>;
}

/** Somebody who speaks. */
export interface SpeakerInfo {
  id: string;
  name: string;
  /** Cloud, Cloud-Free, Local or System. */
  type: string;
  /** Pro or Free. */
  tier: string;
  requiresApiKey: boolean;
  supportsOffline: boolean;
  /** Whether they could be asked, as far as that is known without asking. */
  isAvailable: boolean;
  description: string;
}

/** Whether somebody speaks here now. */
export interface SpeakerStanding {
  id: string;
  name: string;
  isAvailable: boolean;
  tier: string;
  requiresApiKey: boolean;
  supportsOffline: boolean;
  /** None where only asking them over the network would tell. */
  voiceCount: number | null;
  /** What they lack. */
  error: string | null;
  howToFix: string | null;
}

/** Whether they speak here now. */
export interface SpeakerStandings {
  success: boolean;
  providers: Array<SpeakerStanding>;
  correlationId: string;
}

/** Everybody who speaks, those who are available first. */
export interface SpeakersReply {
  success: boolean;
  providers: Array<SpeakerInfo>;
  totalCount: number;
  correlationId: string;
}

/** A text as it was spoken. */
export interface SpeechReply {
  success: boolean;
  /** Where this server has the WAV file, as a path of it; audio_url says the same. */
  audioPath: string;
  audioUrl: string;
  durationSeconds: number;
  text: string;
  /** Who spoke, by id. */
  provider: string;
  /** Who was asked for. */
  voice: string;
  language: string;
  words: Array<SpokenWord>;
  correlationId: string;
  /** Why another spoke than was asked for. */
  notice: string | null;
}

/** A text to be spoken; for the rest see PreviewRequest. */
export interface SpeechRequest {
  text: string;
  provider?: string;
  voice?: string;
  speed?: number;
  pitch?: number;
  pauseStyle?: PauseStyle;
  language?: string | null;
  allowFallback?: boolean;
}

/** A scene that is to be two. */
export interface SplitSceneRequest {
  /** How many characters of its narration stay in the first; a word is not cut, but goes to whichever has more of it. */
  splitPosition?: number;
  version?: number | null;
}

/** A line as it was spoken. */
export interface SpokenLine {
  sceneIndex: number;
  text: string;
  /** From the start of the recording of all. */
  startSeconds: number;
  /** With the silence around it. */
  durationSeconds: number;
  /** The line by itself. */
  audioPath: string;
}

/** When a word is heard, in seconds of its recording. */
export interface SpokenWord {
  text: string;
  startSeconds: number;
  durationSeconds: number;
}

/** How a Stable Diffusion web UI is asked; its address is that of the advanced settings. */
export interface StableDiffusionProviderSettings {
  enabled: boolean;
  baseUrl: string;
  timeoutSeconds: number;
  autoStart: boolean;
}

/** What a step of a film cost; the contract calls it StageCostBreakdownDto. */
export interface StageCostBreakdown {
  stageName: string;
  cost: number;
  percentageOfTotal: number;
  /** How long answers took, all together. */
  durationSeconds: number;
  operationCount: number;
  /** Who was asked, where it was one. */
  providerName: string | null;
}

/** A finished film is wanted as another kind of file. */
export interface StartExportRequest {
  /** The film, by its address or its path. */
  inputFile?: string | null;
  /** The job that made it, instead of input_file. */
  jobId?: string | null;
  /** The kind of file, such as YouTube Shorts; case, spaces and punctuation do not matter. */
  presetName?: string | null;
  /** What is to differ from it, or without a kind from the film as it is. */
  settings?: RenderSettings | null;
  /** Is read and never written to: the answer says where the film will be. */
  outputFile?: string | null;
}

/** What the application shows first. */
export type StartupBehavior = "ShowDashboard" | "ShowLastProject" | "ShowNewProjectDialog";

/** Where a step of a job is in its life. */
export type StepStatus = "Pending" | "Running" | "Succeeded" | "Failed" | "Skipped" | "Canceled";

/** A photograph of others, as this server has it. */
export interface StockImage {
  thumbnailUrl: string;
  fullSizeUrl: string;
  previewUrl: string;
  /** How its owner wants to be named. */
  photographer: string | null;
  /** Who had it, by id. */
  source: string;
  width: number;
  height: number;
  license: string | null;
}

/** A photograph that is to be kept. */
export interface StockImageDownloadRequest {
  /** Where this server has it, as a search told. */
  imageUrl: string;
  /** Read, and known better: the photograph has a label. */
  source?: string | null;
  /** Likewise. */
  photographer?: string | null;
}

/** A picture or clip that was found. */
export interface StockMediaResult {
  id: string;
  /** Image or Video. */
  type: string;
  provider: string;
  thumbnailUrl: string;
  previewUrl: string;
  fullSizeUrl: string;
  /** The largest file of it. */
  downloadUrl: string | null;
  width: number;
  height: number;
  durationSeconds: number | null;
  licensing: LicensingInfo;
  /** What else is known: its title, and the page where the library shows it. */
  metadata: Record<string, string>;
  /** 1 for what its library has put first, less with every place; it tells no more. */
  relevanceScore: number;
}

/** A search of several libraries. */
export interface StockMediaSearchRequest {
  /** A few words. */
  query: string;
  /** Image or Video; without one, both. */
  mediaType?: string | null;
  /** Whom to ask; without any, all that can be asked. */
  providers?: Array<string>;
  /** Results of a page, shared among those who are asked. */
  count?: number;
  /** From 1. */
  page?: number;
  /** Read and changes nothing: libraries are asked for what is safe to see, always. */
  safeSearchEnabled?: boolean;
  /** landscape, portrait or square. */
  orientation?: string | null;
  /** What photographs mostly show. */
  color?: string | null;
  /** Pixels; what is smaller is left out of a page, as by those below. */
  minWidth?: number | null;
  minHeight?: number | null;
  minDurationSeconds?: number | null;
  maxDurationSeconds?: number | null;
  /** Of the query, a BCP 47 tag. */
  language?: string;
}

/** A page of what several libraries have, each in its own order, one after the other. */
export interface StockMediaSearchResponse {
  results: Array<StockMediaResult>;
  /** How much they have in all. */
  totalResults: number;
  page: number;
  perPage: number;
  /** How many of this page are of each. */
  resultsByProvider: Record<string, number>;
  /** Why who was asked has nothing here, by name. */
  notices: Record<string, string>;
}

/** A library of pictures. */
export interface StockProviderDto {
  /** By which it is asked; its id. */
  name: string;
  available: boolean;
  hasApiKey: boolean;
  /** Of quota_limit, as the library said last, else by our own calls of the last hour or day; None where no limit is known. */
  quotaRemaining: number | null;
  quotaLimit: number | null;
  /** What it lacks. */
  error: string | null;
}

/** Every library of pictures. */
export interface StockProvidersResponse {
  providers: Array<StockProviderDto>;
}

/** What a check found, in short. */
export interface SubCheckResult {
  name: string;
  status: string;
  message: string | null;
  details: Record<string, unknown> | null;
}

/** What captions are set in; what is None is chosen for the film. */
export interface SubtitleFont {
  /** One of the bundled families, or of those in the font folders. */
  fontFamily?: string | null;
  /** Lines of a frame of 288 lines, as FFmpeg's forced styles count. */
  fontSize?: number | null;
  /** Of the letters. */
  primaryColor?: string | null;
  outlineColor?: string | null;
  /** Lines of a frame of 288 lines; 0 draws none. */
  outlineWidth?: number | null;
  /** Where captions stand. */
  alignment?: CaptionPosition;
  /** Whether every line runs from right to left, whatever its letters say. */
  isRTL?: boolean;
}

/** The graphics processor that is used first. */
export interface SystemGpu {
  detected: boolean;
  vendor: string | null;
  model: string | null;
  memoryMB: number;
  /** Whether any hardware of this machine encodes; video_encoding is the same. */
  hardwareAcceleration: boolean;
  videoEncoding: boolean;
  /** Whether FFmpeg lists any hardware to decode with; films do not need it. */
  videoDecoding: boolean;
}

/** How the machine is. */
export interface SystemHealth {
  ffmpegAvailable: boolean;
  /** The same as ffmpeg_available, as the original spells it. */
  fFmpegAvailable: boolean;
  ffmpegVersion: string | null;
  fFmpegVersion: string | null;
  diskSpaceGB: number;
  memoryUsagePercent: number;
  isHealthy: boolean;
  issues: Array<string>;
}

/** Everything at a glance. */
export interface SystemHealthResponse {
  backendOnline: boolean;
  version: string;
  overallStatus: string;
  database: DatabaseHealth;
  ffmpeg: FfmpegHealth;
  providersSummary: ProvidersSummary;
  timestamp: string;
  correlationId: string | null;
}

/** How the machine is. */
export interface SystemMetrics {
  timestamp: string;
  cpu: CpuUsage;
  memory: MemoryUsage;
  disks: Array<DiskUsage>;
  network: NetworkUsage;
  /** Nothing: to ask a driver takes longer than clients wait between two questions. */
  gpu: Record<string, unknown> | null;
}

/** A machine in the words of the contract. */
export interface SystemProfile {
  logicalCores: number;
  physicalCores: number;
  ramGB: number;
  gpu: GpuInfo | null;
  tier: HardwareTier;
  /** Whether NVENC really encodes here. */
  enableNVENC: boolean;
  /** Whether pictures can be generated here. */
  enableSD: boolean;
  offlineOnly: boolean;
  autoDetect: boolean;
  overrides: HardwareOverrides | null;
}

/** Who could be asked; nobody is asked for it. */
export interface SystemProviderStatus {
  isOfflineMode: boolean;
  providers: Array<ProviderPresence>;
  onlineProvidersCount: number;
  offlineProvidersCount: number;
  availableFeatures: Array<string>;
  /** Parts that the profile in force has nobody for. */
  degradedFeatures: Array<string>;
  lastUpdated: string;
  message: string;
  /** Green; Yellow, when the profile in force has nobody for a part; Red, when nobody has. */
  overallHealth: string;
  categoryHealth: Array<CategoryHealth>;
  ollamaActive: boolean;
  hasAnyLlm: boolean;
  hasAnyTts: boolean;
  hasAnyImageProvider: boolean;
}

/** Whether the machine is up to it. */
export interface SystemRequirements {
  diskSpace: SpaceRequirement;
  memory: SpaceRequirement;
  gpu: GpuRequirement;
  os: OperatingSystem;
  /** pass, warning or fail. */
  overall: string;
}

/** Whether the first run is behind us. */
export interface SystemSetupStatus {
  isComplete: boolean;
  /** The FFmpeg that is used; None while none works. */
  ffmpegPath: string | null;
  /** Where finished films go, as its owner wrote it; None while nobody has said. */
  outputDirectory: string | null;
}

/** A key to be tested. */
export interface TestApiKeyRequest {
  provider: string;
  /** None for the one that is kept. */
  apiKey?: string | null;
}

/** A provider to be asked. */
export interface TestProviderConnectionRequest {
  providerName: string;
  /** Tried, and not kept; None for what is in force. */
  apiKey?: string | null;
}

/** A provider to be asked about its key. */
export interface TestProviderRequest {
  provider: string;
  /** None for the one that is kept. */
  apiKey?: string | null;
}

/** The colours of the application. */
export type ThemeMode = "Light" | "Dark" | "Auto";

/** The colours of the application. */
export interface ThemeSettings {
  theme: ThemeMode;
}

/** A picture of a film. */
export interface ThumbnailResponse {
  /** A JPEG. */
  base64Image: string;
  width: number;
  height: number;
  timestamp: number;
  /** Where this server has the same, for pages. */
  url: string;
}

/** A picture or a clip of a scene. */
export interface TimelineAsset {
  /** An address of this server, or a file on its machine. */
  filePath: string;
  /** Slides stand still; pictures move as motion says; clips are played as playback says. */
  type?: PictureKind;
  /** Seconds that it is seen; the last of a scene is seen for what is left where it does not say. In a scene that leaves its own open, all share it as they share these. */
  duration?: string | null;
  motion?: Motion;
  playback?: Playback;
  /** Whether a clip's own sound is heard, softly under the voice. */
  heard?: boolean;
  /** How it gives way to the next of its scene; how a scene gives way to the next, the scene says. */
  transitionType?: TransitionKind;
  /** Seconds that both are seen. */
  transitionDuration?: string | null;
  /** What its owner calls it. */
  title?: string | null;
  /** How its owner wants to be named. */
  attribution?: string | null;
  /** Its terms. */
  license?: string | null;
  /** The client's own; nothing is made of it. */
  id?: string | null;
  /** Seconds from the beginning of the scene; told, and not read: assets follow one another. */
  start?: string | null;
}

/** A scene, with everything that is seen and heard in it; its times count from its own beginning. */
export interface TimelineScene {
  /** What is seen, one after another. */
  visualAssets: Array<TimelineAsset>;
  /** Of its chapter; a scene without one goes on in the chapter before. */
  heading?: string;
  /** What is said. */
  script?: string;
  /** Seconds; without it as long as its recording and the silence around it. */
  duration?: string | null;
  /** A recording of this server, such as /api/audio/….wav; without one, script is spoken, and where that says nothing either, nothing is heard. */
  narrationAudioPath?: string | null;
  /** When the recording begins; without it after the usual silence. */
  narrationStart?: string | null;
  /** How it gives way to the next scene. */
  transitionType?: TransitionKind;
  /** Seconds that both are seen; it takes no time from either. */
  transitionDuration?: string | null;
  /** Told, and not read: scenes come in the order in which they stand. */
  index?: number | null;
  /** Likewise. */
  start?: string | null;
}

/** A moment that a provider tells of when it speaks. */
export interface TimingMarkerDto {
  offsetMs: number;
  name: string;
  metadata: string | null;
}

/** Tokens of a film; the contract calls it TokenUsageStatisticsDto. */
export interface TokenUsageStatistics {
  totalInputTokens: number;
  totalOutputTokens: number;
  totalTokens: number;
  operationCount: number;
  averageTokensPerOperation: number;
  averageResponseTimeMs: number;
  totalCost: number;
  /** Always 0, as the two others: answers that were kept are no calls, and are not counted. */
  cacheHits: number;
  cacheHitRate: number;
  costSavedByCache: number;
}

/** How one picture gives way to the next. */
export type TransitionKind = "Cut" | "Fade" | "Dissolve" | "WipeLeft" | "WipeRight" | "WipeUp" | "WipeDown" | "SlideLeft" | "SlideRight" | "SlideUp" | "SlideDown" | "PushLeft" | "PushRight" | "PushUp" | "PushDown" | "Zoom";

/** Whether a kind of hardware encoded a frame, and if not, why. */
export interface TriedAcceleration {
  available: boolean;
  message: string;
}

/** Lines to be spoken one after another, as one recording; for the rest see PreviewRequest. */
export interface TtsRequest {
  lines: Array<LineDto>;
  voiceName?: string;
  rate?: number;
  pitch?: number;
  pauseStyle?: PauseStyle;
  provider?: string;
  language?: string | null;
  allowFallback?: boolean;
}

/** How the application looks. */
export interface UISettings {
  /** Per cent, 50 to 300. */
  scale: number;
  compactMode: boolean;
  colorScheme: string;
}

/** What a provider is told from now on; what is None stays as it is. */
export interface UpdateProviderConfigRequest {
  /** Goes into the vault; one that begins with a star is a mask, and left aside. */
  apiKey?: string | null;
  endpoint?: string | null;
  model?: string | null;
  /** Cannot be told here: each film says it, in llmParameters. */
  maxTokens?: number | null;
  /** Likewise. */
  temperature?: number | null;
  /** Changes nothing: whoever has what they need can be asked. */
  isEnabled?: boolean | null;
  /** Changes nothing. */
  hasFallback?: boolean | null;
}

/** What is to be different of a scene; what is left out stays. */
export interface UpdateSceneRequest {
  /** What is said, as plain text; blank lines part paragraphs. */
  narration?: string | null;
  /** What an image provider is asked for, or the name of a layout; empty for neither. */
  visualPrompt?: string | null;
  /** How long the scene lasts at least; 0 leaves it to the voice. */
  durationSeconds?: number | null;
  /** What the scene is about; may be empty. */
  heading?: string | null;
  transition?: TransitionKind | null;
  motion?: MotionKind | null;
  /** Its own picture or clip, a file on the server's machine or a picture of this server by its address; empty for none. */
  pathOrUrl?: string | null;
  version?: number | null;
}

/** Where finished films can be sent. */
export interface UploadDestination {
  id: string;
  name: string;
  type: UploadDestinationType;
  enabled: boolean;
  localPath: string;
  host: string;
  port: number;
  username: string;
  password: string;
  remotePath: string;
  s3BucketName: string;
  s3Region: string;
  s3AccessKey: string;
  s3SecretKey: string;
  azureContainerName: string;
  azureConnectionString: string;
  googleDriveFolderId: string;
  dropboxPath: string;
  /** Who sees a film on YouTube: private, unlisted or public. Google keeps films private that come from a client it has not verified. */
  privacyStatus: string;
  deleteAfterUpload: boolean;
  maxRetries: number;
  timeoutSeconds: number;
}

/** Where a finished film can be sent; WebDAV and YouTube are not in the contract. */
export type UploadDestinationType = "LocalFolder" | "FTP" | "SFTP" | "S3" | "AzureBlob" | "GoogleDrive" | "Dropbox" | "Webhook" | "WebDAV" | "YouTube";

/** The owner's document. */
export interface UserSettings {
  general: GeneralSettings;
  /** Always empty in what is kept. */
  apiKeys: ApiKeysSettings;
  fileLocations: FileLocationsSettings;
  videoDefaults: VideoDefaultsSettings;
  editorPreferences: EditorPreferencesSettings;
  ui: UISettings;
  visualGeneration: VisualGenerationSettings;
  export: ExportSettings;
  rateLimits: ProviderRateLimits;
  advanced: AdvancedSettings;
  /** How words are shown in films whose request does not say. */
  captions: CaptionSpec;
  /** What of the machine may be used. */
  hardware: HardwarePerformanceSettings;
  /** What each provider is told. */
  providers: ProviderConfiguration;
  /** Which language model writes. */
  llm: LlmSelection;
  /** Who makes films whose request does not say. */
  profile: ProfileSelection;
  /** What a client keeps here for itself. */
  client: Record<string, unknown>;
  /** Of the document's form. */
  version: string;
  /** When it was saved last; 1970 when it never was. */
  lastUpdated: string;
}

/** What is to be tried, by the names of its fields: ApiKey, BaseUrl, Model, Region, OrganizationId, ProjectId, UserId. */
export interface ValidateEnhancedRequest {
  provider: string;
  configuration?: Record<string, string | null>;
  /** Whether only the form of what is given is looked at, and nobody is asked. */
  partialValidation?: boolean;
  /** Changes nothing: that of the request counts. */
  correlationId?: string | null;
}

/** A path on the server's machine. */
export interface ValidatePathRequest {
  path?: string;
}

/** A prompt, to be looked at before anybody is asked. */
export interface ValidatePromptRequest {
  prompt: string;
}

/** Whom to ask. */
export interface ValidateProvidersRequest {
  /** Ids or other spellings; all that are built where there are none. */
  providers?: Array<string>;
  /** One more, to whom the key belongs. */
  provider?: string | null;
  /** Tried, and not kept. */
  apiKey?: string | null;
}

/** Which version of the server this is. */
export interface VersionInfo {
  /** As in the changelog. */
  semanticVersion: string;
  /** When it was installed; the original means when it was built. */
  buildDate: string | null;
  /** The same, for clients that look for it there; so is assembly_version. */
  informationalVersion: string;
  assemblyVersion: string;
  /** Of Python. */
  runtimeVersion: string;
  description: string;
  version: string;
}

/** A film in one language. */
export interface VersionRequest {
  /** A BCP 47 tag. */
  language: string;
  /** The client's own words in that language; without them those of the request are said, which have to be in the same language. */
  script?: string | null;
  /** Who speaks; the language's first voice without. */
  voiceName?: string | null;
}

/** What kind of file a film becomes whose request has no render spec. */
export interface VideoDefaultsSettings {
  /** Width and height in pixels. */
  defaultResolution: string;
  /** Frames a second. */
  defaultFrameRate: number;
  /** H264, H265, VP9, AV1 or ProRes, or the name of FFmpeg's encoder for it. */
  defaultCodec: string;
  /** Upper bound of the picture's bit rate, as FFmpeg spells it. */
  defaultBitrate: string;
  /** Kept; the container decides. */
  defaultAudioCodec: string;
  /** Of the sound, as FFmpeg spells it. */
  defaultAudioBitrate: string;
  /** Kept; films have 48,000 samples a second, as platforms and Opus want them. */
  defaultAudioSampleRate: number;
  /** mp4, mov, mkv or webm. */
  defaultContainer: string;
}

/** What a one-shot video can be told besides; unset members have the defaults of the specs. */
export interface VideoGenerationOptions {
  audience?: string | null;
  goal?: string | null;
  tone?: string | null;
  language?: string | null;
  aspect?: Aspect | null;
  pacing?: Pacing | null;
  density?: Density | null;
  /** Pixels. */
  width?: number | null;
  /** Pixels. */
  height?: number | null;
  fps?: number | null;
  codec?: string | null;
  /** Changes nothing: films are encoded in software, to be the same everywhere. */
  enableHardwareAcceleration?: boolean;
  /** The manner in which pictures move and give way to one another. */
  directorPreset?: DirectorPreset;
}

/** A one-shot video. */
export interface VideoGenerationRequest {
  /** What the film is about, a phrase as in topic. */
  brief: string;
  /** A voice's name; None for the language's first. */
  voiceId?: string | null;
  style?: string | null;
  /** Three seconds to two hours. */
  durationMinutes: number;
  options?: VideoGenerationOptions | null;
  /** Of a script that is kept, to be spoken as it is. */
  scriptId?: string | null;
  /** Of that script; the present one without. */
  scriptVersion?: number | null;
  /** What scenes show that would show something else by themselves. */
  pictures?: Array<ScenePicture>;
}

/** A video that was taken up. */
export interface VideoGenerationResponse {
  jobId: string;
  status: string;
  videoUrl: string | null;
  createdAt: string;
  correlationId: string;
}

/** What a finished video is. */
export interface VideoMetadata {
  jobId: string;
  outputPath: string;
  fileSizeBytes: number;
  createdAt: string;
  completedAt: string;
  duration: string;
  /** Such as 1920x1080. */
  resolution: string;
  codec: string;
  fps: number;
  artifacts: Array<ArtifactInfo>;
  correlationId: string;
}

/** What kind of picture films have that do not say. */
export interface VideoQualityDto {
  width: number;
  height: number;
  framerate: number;
  /** Upper bound. */
  bitrateKbps: number;
  codec: string;
  container: string;
  /** Its height, as 1080p; width and height count. */
  resolution: string;
  /** Always Custom; bitrate_kbps counts. */
  bitratePreset: string;
}

/** How far a video is. */
export interface VideoStatus {
  jobId: string;
  /** pending, processing, completed, failed or cancelled. */
  status: string;
  progressPercentage: number;
  currentStage: string;
  createdAt: string;
  completedAt: string | null;
  videoUrl: string | null;
  errorMessage: string | null;
  /** The stages that are done. */
  processingSteps: Array<string>;
  correlationId: string;
}

/** How pictures are made and chosen. */
export interface VisualGenerationSettings {
  enableNsfwDetection: boolean;
  contentSafetyLevel: string;
  variationsPerScene: number;
  enableClipScoring: boolean;
  enableQualityChecks: boolean;
  /** The shape of films whose request names none. */
  defaultAspectRatio: string;
  /** 0 to 1. */
  continuityStrength: number;
}

/** Somebody who illustrates. */
export interface VisualProvider {
  id: string;
  name: string;
  /** Whether nothing is missing for them to be asked, as far as that is known without asking. */
  isAvailable: boolean;
  requiresApiKey: boolean;
  capabilities: VisualProviderCapabilities;
  /** What is missing, as sentences, each with what to do. */
  reasons: Array<string>;
}

/** What somebody can do who illustrates. */
export interface VisualProviderCapabilities {
  providerName: string;
  supportsNegativePrompts: boolean;
  supportsBatchGeneration: boolean;
  supportsStylePresets: boolean;
  supportedAspectRatios: Array<string>;
  /** Looks that it has words or colours for. */
  supportedStyles: Array<string>;
  /** Pixels that may be asked for; who paints may give fewer. */
  maxWidth: number;
  /** Likewise. */
  maxHeight: number;
  isLocal: boolean;
  isFree: boolean;
  /** US dollars, an estimate; 0 where nobody is paid. */
  costPerImage: number;
  /** Free, Local or Pro. */
  tier: string;
}

/** Everybody who illustrates, those who are available first. */
export interface VisualProviders {
  providers: Array<VisualProvider>;
  timestamp: string;
}

/** A picture that can be shown, and chosen for a film. */
export interface VisualReply {
  /** Where this server has it. */
  imagePath: string;
  /** The same, small. */
  thumbnailPath: string;
  /** Who made it or had it, by id. */
  provider: string;
  prompt: string;
  generatedAt: string;
  /** Pixels, as it is. */
  width: number;
  /** Likewise. */
  height: number;
  /** What it shows; may be empty. */
  title: string;
  /** How its owner wants to be named; None where nobody does. */
  attribution: string | null;
  /** Its terms, by their name. */
  license: string | null;
  /** Why it is not of whoever was asked. */
  notice: string | null;
}

/** Looks that pictures can have; any other words are passed on as they are. */
export interface VisualStyles {
  allStyles: Array<string>;
  /** By id; who only finds pictures has none. */
  stylesByProvider: Record<string, Array<string>>;
}

/** As many pictures as were asked for, in their order. */
export interface VisualsReply {
  images: Array<VisualReply>;
  totalGenerated: number;
  /** For how many nothing was found or painted, so that there is a slide instead. */
  failedCount: number;
  /** Who made or had the most of them, by id. */
  provider: string;
  completedAt: string;
  notice: string | null;
}

/** Whether a voice of one's own can be asked. */
export interface VoicePresence {
  installed: boolean;
  /** The same as installed. */
  reachable: boolean;
  /** Its program, if it is one. */
  path: string | null;
  /** Its server, if it is one. */
  baseUrl: string | null;
  /** What is missing, as a sentence. */
  error: string | null;
  /** What to do, as a sentence. */
  remedy: string | null;
}

/** How the film is spoken. */
export interface VoiceRecommendations {
  /** Times the voice's usual speed. */
  rate: number;
  /** Semitones above the voice's usual pitch. */
  pitch: number;
  /** A row of the table of styles: calm, cheerful, clear, serious, friendly or excited. */
  style: string;
  pause: PauseStyle;
}

/** A voice, by every name under which clients look for it. */
export interface VoiceShown {
  id: string;
  /** What requests select it by, as are id and voice_id. */
  name: string;
  voiceId: string;
  voiceName: string;
  /** A BCP 47 tag, as is locale. */
  language: string;
  locale: string;
  gender: string;
  provider: string;
}

/** Who speaks, and how. */
export interface VoiceSpec {
  /** A voice's name, or default for the language's first. */
  voiceName?: string;
  /** Times the voice's usual speed, 0.5 to 2. */
  rate?: number;
  /** Semitones above the voice's usual pitch, -20 to 20. */
  pitch?: number;
  pause?: PauseStyle;
}

/** Who speaks, and how. */
export interface VoiceSpecDto {
  voiceName: string;
  voiceId: string | null;
  rate: number;
  pitch: number;
  volume: number;
}

/** The voices there are. */
export interface VoicesReply {
  success: boolean;
  /** Whose they are. */
  provider: string;
  voices: Array<VoiceShown>;
  count: number;
  correlationId: string;
  /** Who was asked for; empty for nobody. */
  requestedProvider: string;
  /** Why they are another's than was asked for. */
  notice: string | null;
}

/** Where a watermark stands. */
export type WatermarkPosition = "TopLeft" | "TopCenter" | "TopRight" | "MiddleLeft" | "Center" | "MiddleRight" | "BottomLeft" | "BottomCenter" | "BottomRight";

/** A sign in the corner of every film. */
export interface WatermarkSettings {
  enabled?: boolean;
  type?: WatermarkType;
  /** Of the sign, when it is an image. */
  imagePath?: string;
  /** Of the sign, when it is text. */
  text?: string;
  position?: WatermarkPosition;
  /** 0 to 1. */
  opacity?: number;
  /** Width of an image, as a share of the frame's. */
  scale?: number;
  /** Pixels from the edge, in a frame 1080 high. */
  offsetX?: number;
  /** Likewise. */
  offsetY?: number;
  fontFamily?: string;
  /** In points of a frame 1080 high. */
  fontSize?: number;
  fontColor?: string;
  enableShadow?: boolean;
}

/** What a watermark is made of. */
export type WatermarkType = "Image" | "Text";

/** The outline of a sound. */
export interface WaveformDataResponse {
  /** The loudest sample of each stretch, 0 to 1; fewer than were asked for where there are not so many samples. */
  data: Array<number>;
  /** Of the sound, a second. */
  sampleRate: number;
  /** Seconds that data is of. */
  duration: number;
}

/** That the wizard is done; sent in the same two shapes. */
export interface WizardCompleteRequest {
  /** From 0 on. */
  finalStep?: number | null;
  /** What the wizard wants to find again, without keys. */
  finalState?: Record<string, unknown> | null;
  /** The same as final_step in the other shape; where both were sent, this one counts less. */
  lastStep?: number | null;
  version?: string | null;
  selectedTier?: string | null;
  /** Changes nothing. */
  userId?: string | null;
  /** Changes nothing. */
  correlationId?: string | null;
}

/** How far a wizard has got; the original's client sends it in two shapes, and what is left out stays as it was. */
export interface WizardProgressRequest {
  /** From 0 on. */
  currentStep?: number | null;
  /** What the wizard wants to find again; its members are put beside those that are kept. Keys are left out. */
  state?: Record<string, unknown> | null;
  /** The same as current_step in the other shape. */
  lastStep?: number | null;
  /** The same as state in the other shape, JSON as text. */
  wizardState?: unknown;
  selectedTier?: string | null;
  /** Changes nothing: a machine has one owner. */
  userId?: string | null;
  /** Changes nothing: that of the request counts. */
  correlationId?: string | null;
}

/** A project, whole; the contract calls it WizardProjectDetailsDto. */
export interface WizardProjectDetailsDto {
  id: string;
  name: string;
  description: string | null;
  status: string;
  progressPercent: number;
  currentStep: number;
  createdAt: string;
  updatedAt: string;
  briefJson: string | null;
  planSpecJson: string | null;
  voiceSpecJson: string | null;
  renderSpecJson: string | null;
  jobId: string | null;
  /** The files of its film. */
  generatedAssets: Array<GeneratedAssetDto>;
  scriptId: string | null;
  version: number;
}

/** A project, in a line; the contract calls it WizardProjectListItemDto. */
export interface WizardProjectListItemDto {
  id: string;
  name: string;
  description: string | null;
  /** Draft, InProgress while its film is made, Completed or Failed. */
  status: string;
  /** Of the film, once one was asked for; before, of the wizard's five steps. */
  progressPercent: number;
  currentStep: number;
  createdAt: string;
  updatedAt: string;
  jobId: string | null;
  /** Whether there is a film. */
  hasGeneratedContent: boolean;
}

/** That the wizard is to begin anew; settings and keys stay. */
export interface WizardResetRequest {
  /** Whether what it has found out is kept. */
  preserveData?: boolean;
  /** Changes nothing. */
  userId?: string | null;
  /** Changes nothing. */
  correlationId?: string | null;
}

/** What became of a change to the wizard's record. */
export interface WizardSaved {
  success: boolean;
  message: string;
  correlationId: string;
}

/** How far the wizard has got. */
export interface WizardStatus {
  completed: boolean;
  currentStep: number;
  /** What it wants to find again, without keys; None when there is nothing. */
  state: Record<string, unknown> | null;
  /** Whether it was left before it was done. */
  canResume: boolean;
  /** None when nobody has begun. */
  lastUpdated: string | null;
  completedAt: string | null;
  version: string | null;
  selectedTier: string | null;
  /** What its owner should know about the record itself, as a sentence. */
  notice: string | null;
}

/** Everybody who could write a script. */
export interface WriterList {
  providers: Array<ProviderInfoDto>;
  correlationId: string;
}
